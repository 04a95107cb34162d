"""Questions: the decisions that arise, each with the options it chooses among.

In: the declarations, options and quantities. Out: questions whose conditions are typed and whose options are known
and for the subject that the question is about.
"""

from __future__ import annotations

from collections.abc import Iterator

from knowledge_base.declarations import Declarations, Declared
from knowledge_base.diagnostics import Diagnostic
from knowledge_base.edition_source import QuestionSource
from knowledge_base.options import Options
from knowledge_base.program import Question
from knowledge_base.quantities import Quantities

__all__ = ["link_questions"]


def link_questions(
    declared: Declarations, options: Options, quantities: Quantities
) -> tuple[dict[str, Question], list[Diagnostic]]:
    """Return the questions, and what is wrong with them.

    Parameters
    ----------
    declared
        What the files declare.
    options
        What can be advised.
    quantities
        What conditions may name.
    """
    questions: dict[str, Question] = {}
    problems: list[Diagnostic] = []
    for name, one in declared.questions.items():
        source = one.item
        problems += _option_problems(one, options)
        scope = quantities.scope(source.when, source.subject, f"question.{name}")
        when = quantities.condition_at(one, "when", scope, problems)
        if when is not None:
            questions[name] = Question(
                name, source.subject, source.label(), when, tuple(source.options), source.request
            )
    return questions, problems


def _option_problems(declared: Declared[QuestionSource], options: Options) -> Iterator[Diagnostic]:
    source = declared.item
    yield from options.unknown_options(source.options, declared, "options")
    for index, name in enumerate(source.options):
        option = options.by_name.get(name)
        if option is not None and option.subject != source.subject:
            message = f"“{name}” is an option for a {option.subject}, the question is about a {source.subject}"
            yield declared.problem("subject", message, "options", index)
