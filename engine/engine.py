"""The engine: a program, compiled once, that is consulted on case after case.

>>> from facts.reader import parse_case
>>> from knowledge_base.loader import edition_folder, load
>>> engine = Engine(load(edition_folder("metastases_osseuses_2026")))
>>> case = parse_case("lesions: [{id: L1, site: vertebra, marked_fracture_risk: true}]", "case.yaml")
>>> engine.consult(case).verdict("lesion:L1", "bracing").verdict
'discuss'
"""

from __future__ import annotations

from engine.chainer import Chainer
from engine.compiler import compile_network
from engine.consultation import Consultation
from engine.judging import Judge
from facts.case import Case
from knowledge_base.program import Program

__all__ = ["Engine"]


class Engine:
    """A program, compiled and ready to be consulted.

    Parameters
    ----------
    program
        A loaded edition.

    Raises
    ------
    engine.limits.EngineLimitError
        When durable-rules cannot hold the program.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self._chainer = Chainer(compile_network(program))

    def consult(self, case: Case) -> Consultation:
        """Return what the guideline says of a case.

        Parameters
        ----------
        case
            The patient and any number of lesions.

        Raises
        ------
        engine.working_memory.ChainingError
            When durable-rules did not behave as it must.
        """
        known = self._chainer.run(case)
        return Judge(self.program, case, known).consultation()
