"""A way to an option as ``what-if --set`` takes it: one assignment for each change, with its example."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from engine.missing import FactRef
from engine.reach import Change
from facts.domains import Number
from facts.units import convert
from facts.values import Interval
from knowledge_base.program import Program

__all__ = ["assignments_of"]

_MOST_DIGITS = 12


def assignments_of(way: Sequence[Change], program: Program) -> tuple[str, ...] | None:
    """Return the assignments that make a way's changes; None when one of them cannot be written.

    Parameters
    ----------
    way
        The changes. A formula that is supposed as a whole is set by its measurement, where there is one.
    program
        The edition that was consulted.
    """
    settings: dict[str, str] = {}
    # A computed value behind its measurement, since both set the same fact and the computed one is asked about.
    for change in sorted(way, key=lambda one: program.quantities[one.quantity].kind != "fact"):
        fact, value = _set_by(change, program), _written(change, program)
        if not fact or value is None:
            return None
        settings[str(FactRef(change.subject, fact))] = value
    return tuple(f"{fact}={value}" for fact, value in settings.items())


def _set_by(change: Change, program: Program) -> str:
    """Return the fact by which a change is made; of something computed its measurement, nothing without one."""
    if program.quantities[change.quantity].kind == "fact":
        return change.quantity
    return next((fact for fact, formula in program.measured.items() if formula == change.quantity), "")


def _written(change: Change, program: Program) -> str | None:
    example, domain = change.example, program.quantities[change.quantity].domain
    if not isinstance(example, Interval):
        name = next(iter(example.names))
        return {"true": "yes", "false": "no"}.get(name, name)
    if not isinstance(domain, Number):
        return None
    for unit in (domain.unit, *domain.also):
        number = Fraction(example.low) if unit == domain.unit else convert(Fraction(example.low), domain.unit, unit)
        written = _decimal(number)
        if written is not None:
            return written if unit == domain.unit else f"{written} {unit}"
    return None


def _decimal(number: Fraction) -> str | None:
    if any(10**digits % number.denominator == 0 for digits in range(_MOST_DIGITS)):
        return f"{Decimal(number.numerator) / number.denominator:f}"
    return None
