"""What no patient is: combinations of facts that are impossible by what the facts mean.

In: the declarations and quantities. Out: the combinations, each with its typed condition.
"""

from __future__ import annotations

from knowledge_base.conditions import And
from knowledge_base.declarations import Declarations
from knowledge_base.diagnostics import Diagnostic
from knowledge_base.program import Impossible
from knowledge_base.quantities import Quantities
from knowledge_base.typing import subject_of

__all__ = ["link_impossible"]


def link_impossible(declared: Declarations, quantities: Quantities) -> tuple[dict[str, Impossible], list[Diagnostic]]:
    """Return the combinations that no patient has, and what is wrong with them.

    Parameters
    ----------
    declared
        What the files declare.
    quantities
        What conditions may name.
    """
    found: dict[str, Impossible] = {}
    problems: list[Diagnostic] = []
    for name, one in declared.impossible.items():
        source = one.item
        subject = subject_of(source.when)
        scope = quantities.scope(source.when, subject, f"impossible.{name}")
        when = quantities.condition_at(one, "when", scope, problems)
        if when == And(()):
            problems.append(one.problem("bounds", f"“{name}” holds of everybody: no patient would be possible", "when"))
        elif when is not None:
            found[name] = Impossible(name, subject, source.label(), when, source.moot)
    return found, problems
