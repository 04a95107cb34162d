"""Loading an edition: from its folder to one checked, immutable program, or all that is wrong with it.

The stages, each a module: files (:mod:`knowledge_base.sources`), names (:mod:`knowledge_base.declarations`),
quantities in order (:mod:`knowledge_base.quantities`), options with their details (:mod:`knowledge_base.options`),
questions (:mod:`knowledge_base.questions`), what no patient is (:mod:`knowledge_base.impossible`), rules
(:mod:`knowledge_base.advice`), findings (:mod:`knowledge_base.findings`), and what only the whole shows
(:mod:`knowledge_base.lint`).

>>> load(edition_folder("metastases_osseuses_2026")).edition.name
'metastases_osseuses_2026'
"""

from __future__ import annotations

from pathlib import Path

from facts.vocabulary import VOCABULARY, Vocabulary
from knowledge_base.advice import link_rules
from knowledge_base.declarations import Declarations, declare
from knowledge_base.diagnostics import Diagnostic, KnowledgeBaseError
from knowledge_base.edition_source import EditionFile
from knowledge_base.findings import link_findings
from knowledge_base.impossible import link_impossible
from knowledge_base.lint import lint
from knowledge_base.options import link_options
from knowledge_base.program import Chapter, Edition, Place, Program, Statement
from knowledge_base.quantities import derive
from knowledge_base.questions import link_questions
from knowledge_base.sources import Sources, read_sources

__all__ = ["DEFAULT_EDITION", "edition_folder", "load", "program_of"]

_WHOLE_BASE = ("unknown_", "unused_", "unasked_")

DEFAULT_EDITION = "metastases_osseuses_2026"


def edition_folder(name: str) -> Path:
    """Return the folder of an edition that comes with Ossature."""
    return Path(__file__).parent / name


def load(folder: Path, vocabulary: Vocabulary = VOCABULARY) -> Program:
    """Load the edition in a folder.

    Parameters
    ----------
    folder
        Holds ``edition.yaml`` and the files it names.
    vocabulary
        The facts that rules may name.

    Raises
    ------
    KnowledgeBaseError
        With every defect found.
    """
    return program_of(read_sources(folder), vocabulary)


def program_of(sources: Sources, vocabulary: Vocabulary = VOCABULARY) -> Program:
    """Return the program of an edition whose files have been read.

    Raises
    ------
    KnowledgeBaseError
        With every defect found.
    """
    declared = declare(sources, vocabulary)
    quantities, of_quantities = derive(declared, vocabulary)
    options, of_options = link_options(declared, quantities)
    questions, of_questions = link_questions(declared, options, quantities)
    impossible, of_impossible = link_impossible(declared, quantities)
    rules, of_rules = link_rules(declared, options, quantities)
    findings, of_findings = link_findings(declared, quantities)
    linking = (*of_quantities, *of_options, *of_questions, *of_impossible, *of_rules, *of_findings)
    found = [*declared.problems, *linking, *lint(declared)]
    problems = [*sources.problems, *(problem for problem in found if not _follows(problem, sources))]
    if problems or sources.edition is None:
        raise KnowledgeBaseError(problems)
    edition = sources.edition.content
    return Program(
        edition=_edition(edition, sources),
        vocabulary=vocabulary,
        chapters={entry.chapter: Chapter(entry.chapter, entry.label()) for entry in edition.chapters},
        strengths={name: found.item.label() for name, found in declared.strengths.items()},
        quantities=quantities.quantities,
        definitions=quantities.definitions,
        scores=quantities.scores,
        formulas=quantities.formulas,
        categories=quantities.categories,
        details=options.details.usable,
        options=options.by_name,
        questions=questions,
        statements=_statements(declared),
        rules=rules,
        findings=findings,
        impossible=impossible,
    )


def _follows(problem: Diagnostic, sources: Sources) -> bool:
    """Return whether a problem only follows from what could not be read: what is declared there is not unknown."""
    of_the_whole = problem.code.startswith(_WHOLE_BASE)
    return of_the_whole and (not sources.complete or problem.about in sources.lost)


def _edition(source: EditionFile, sources: Sources) -> Edition:
    return Edition(source.edition, source.version, source.title, source.source, source.licence, sources.hash)


def _statements(declared: Declarations) -> dict[str, Statement]:
    found = {}
    for name, one in declared.statements.items():
        source = one.item
        found[name] = Statement(
            name=name,
            place=Place(one.chapter, source.place.section, source.place.element),
            strength=source.strength,
            mark=source.mark,
            label=source.label(),
            encoded_in=tuple(source.encoded_in),
            reason=source.reason or "",
            note=source.note,
            file=one.source.file,
            line=one.line,
        )
    return found
