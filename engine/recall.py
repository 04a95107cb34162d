"""Recall: the case that a trace is about, made of the facts that it holds.

In: a trace, fresh or recorded. Out: the case, with every fact that anything read; what nothing read is left unknown,
so a consultation of it comes to the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.explanation import value_at
from facts.case import PATIENT, Case
from facts.subject import Subject
from facts.values import ValueSet
from knowledge_base.program import Program

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["case_of"]


def case_of(trace: nx.MultiDiGraph[str], program: Program, model: type[Case] = Case) -> Case:
    """Return the case of a trace, with the facts that the trace holds.

    Parameters
    ----------
    trace
        A trace, as :mod:`engine.trace` writes it.
    program
        The edition that was consulted.
    model
        The model of the case, for another vocabulary than that of patients with bone metastases.

    Examples
    --------
    >>> from engine.engine import Engine
    >>> from facts.reader import parse_case
    >>> from knowledge_base.loader import edition_folder, load
    >>> engine = Engine(load(edition_folder("metastases_osseuses_2026")))
    >>> case = parse_case("{id: one, patient: {survival_months: 6 wk}}", "case.yaml")
    >>> case_of(engine.consult(case).trace, engine.program) == case
    True
    """
    subjects: dict[str, dict[str, ValueSet]] = {subject: {} for subject in trace.graph["subjects"]}
    for node, attributes in trace.nodes(data=True):
        if attributes["kind"] == "fact":
            value = value_at(trace, program, node)
            if value is not None:
                subjects[attributes["subject"]][attributes["name"].partition(".")[2]] = value
    lesions = [
        {"id": subject.partition(":")[2], **Subject.fields_of(values)}
        for subject, values in subjects.items()
        if subject != PATIENT
    ]
    patient = Subject.fields_of(subjects[PATIENT])
    return model.model_validate({"id": trace.graph["case"], "patient": patient, "lesions": lesions})
