"""Anchors: where in the page something stands, so that all modules link alike.

>>> verdict_anchor("lesion:F1", "prophylactic_fixation")
'v-lesion-F1-prophylactic_fixation'
"""

from __future__ import annotations

__all__ = ["drawn_anchor", "picture_anchor", "rule_anchor", "statement_anchor", "subject_anchor", "verdict_anchor"]


def rule_anchor(rule: str) -> str:
    """Return the anchor of a rule's entry."""
    return f"rule-{rule}"


def statement_anchor(statement: str) -> str:
    """Return the anchor of a statement's entry."""
    return f"statement-{statement}"


def subject_anchor(subject: str) -> str:
    """Return the anchor of the section on a subject."""
    return f"s-{subject.replace(':', '-')}"


def verdict_anchor(subject: str, option: str) -> str:
    """Return the anchor of a verdict; the name of an option holds no hyphen, so that no two are alike."""
    return f"v-{subject.replace(':', '-')}-{option}"


def picture_anchor(index: int) -> str:
    """Return the anchor of a picture, with which all ids in it begin."""
    return f"p{index + 1}"


def drawn_anchor(picture: str, name: str) -> str:
    """Return the anchor of a node in a picture."""
    return f"{picture}-{name}"
