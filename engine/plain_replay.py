"""What came of a replay as JSON can hold it, ``ossature.replay.v1``."""

from __future__ import annotations

from typing import Any

from engine.changes import Differences
from engine.contract import NOTICE
from engine.plain_differences import plain_differences
from engine.replay import Replay

__all__ = ["REPLAY_FORMAT", "plain_replay"]

REPLAY_FORMAT = "ossature.replay.v1"


def plain_replay(found: Replay) -> dict[str, Any]:
    """Return what came of a replay; ``identical`` is null where nothing could be computed."""
    edition = found.present.program.edition
    return {
        "format": REPLAY_FORMAT,
        "record": {
            "sha256": found.record.sha256,
            "engine": {"version": found.record.version},
            "knowledge_base": {"hash": found.record.edition_hash},
        },
        "engine": {"version": found.engine},
        "knowledge_base": {"id": edition.name, "edition": edition.version, "hash": edition.hash},
        "case": found.record.case.case.id,
        "lost_facts": [{"subject": one.subject, "fact": one.name, "why": one.why} for one in found.lost],
        "identical": found.identical,
        "obstacles": list(found.obstacles),
        "places": list(found.places),
        "against_record": _differences(found.against_record),
        "same_knowledge_base": found.is_same_edition,
        "against_present": _differences(found.against_present),
        "notice": NOTICE.en,
    }


def _differences(differences: Differences | None) -> dict[str, Any] | None:
    return plain_differences(differences) if differences is not None else None
