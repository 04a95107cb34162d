"""What must hold of every consultation, over the edition and over random programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, partial
from itertools import product
from random import Random

import networkx as nx
import pytest

from engine.consultation import Consultation, OptionVerdict, QuestionAsked, Touched
from engine.engine import Engine
from engine.missing import FactRef
from engine.trace import plain_trace, read_trace, value_node
from facts.case import PATIENT, Case, owner_of
from facts.reader import parse_case
from facts.values import Interval, Truth, ValueSet
from facts.vocabulary import FactDefinition
from knowledge_base.arithmetic import evaluate
from knowledge_base.conditions import Condition, Measured, asks_over_lesions, quantities_of
from knowledge_base.conditions import tests_of as each_test  # pytest takes a name that begins with “test” for a test
from knowledge_base.loader import DEFAULT_EDITION, edition_folder, load
from knowledge_base.program import Program
from tests.agreement import described, opinions
from tests.programs import random_program
from tests.reference import Opinion
from tests.seeds import SEED
from tests.small import SmallCase
from tests.strategies import changed, exact_value, narrowed, random_case, rebuilt, regions_of

EDITION = "edition"
SOURCES = (EDITION, *(f"programs {chunk}" for chunk in range(3)))
PATIENTS_OF_THE_EDITION = 28
PROGRAMS_A_CHUNK = 10
PATIENTS_A_PROGRAM = 4


@dataclass(frozen=True)
class Sample:
    """A random case with its engine, its own source of chance, and what to say when something does not hold."""

    engine: Engine
    case: Case
    rng: Random
    seed: str

    @property
    def program(self) -> Program:
        return self.engine.program

    def failing(self, *cases: Case) -> str:
        texts = "\n---\n".join(described(self.program, case) for case in (self.case, *cases))
        return f"seed {self.seed}\n{texts}"


@cache
def edition_engine() -> Engine:
    return Engine(load(edition_folder(DEFAULT_EDITION)))


def samples(source: str, test: str) -> Iterator[Sample]:
    """Yield random cases, of the edition or of random programs."""
    if source == EDITION:
        for number in range(PATIENTS_OF_THE_EDITION):
            seed = f"{SEED}/{test}/{source}/{number}"
            rng = Random(seed)
            yield Sample(edition_engine(), random_case(rng, edition_engine().program), rng, seed)
        return
    for number in range(PROGRAMS_A_CHUNK):
        seed = f"{SEED}/{test}/{source}/{number}"
        engine = Engine(random_program(seed).program)
        rng = Random(seed)
        for _ in range(PATIENTS_A_PROGRAM):
            yield Sample(engine, random_case(rng, engine.program, model=SmallCase), rng, seed)


every_source = pytest.mark.parametrize("source", SOURCES)


def place(verdict: OptionVerdict) -> tuple[str, str, str]:
    """Return of what a verdict is: the subject, the option, and what it follows."""
    after = verdict.after
    return verdict.subject, verdict.option, " > ".join(after.path) if after else ""


def by_place(consultation: Consultation) -> dict[tuple[str, str, str], OptionVerdict]:
    return {place(verdict): verdict for verdict in consultation.verdicts}


def _contradicts_itself(consultation: Consultation) -> bool:
    """Return whether what is measured excludes what is computed of other facts; then the measurement prevails."""
    known = consultation.known

    def read(name: str, subject: str) -> Interval:
        found = known.values[owner_of(consultation.program.quantities[name].subject, subject), name].possible
        assert isinstance(found, Interval)
        return found

    return any(
        not read(formula.value.quantity, subject).meets(
            evaluate(formula.value.computed, partial(read, subject=subject))
        )
        for name, formula in consultation.program.formulas.items()
        if isinstance(formula.value, Measured)
        for subject in known.subjects
        if (subject, name) in known.values
    )


# Learning more


@every_source
def test_learning_more_never_takes_back_what_was_known(source: str) -> None:
    for sample in samples(source, "learning"):
        better = narrowed(sample.rng, sample.program, sample.case, sample.rng.choice((0.1, 0.5, 1.0)))
        before, after = sample.engine.consult(sample.case), sample.engine.consult(better)
        if _contradicts_itself(after):
            continue
        for key, state in before.rules.items():
            now = after.rules[key]
            assert state.truth in (Truth.UNKNOWN, now.truth), sample.failing(better)
            assert state.force in (Truth.UNKNOWN, now.force), sample.failing(better)
        for one, other in zip(before.questions, after.questions, strict=True):
            assert one.asked in (Truth.UNKNOWN, other.asked), sample.failing(better)
        assert set(before.findings) <= set(after.findings), sample.failing(better)


@every_source
def test_learning_more_never_changes_a_verdict_that_is_not_provisional(source: str) -> None:
    for sample in samples(source, "verdicts"):
        better = narrowed(sample.rng, sample.program, sample.case, sample.rng.choice((0.1, 0.5, 1.0)))
        after = sample.engine.consult(better)
        if _contradicts_itself(after):
            continue
        now = by_place(after)
        for key, verdict in by_place(sample.engine.consult(sample.case)).items():
            if verdict.provisional or verdict.verdict == "undetermined":
                continue
            # A step is no longer listed once what it follows is not advised any more.
            if verdict.after is None or key in now:
                assert now[key].verdict == verdict.verdict, sample.failing(better)
                assert not now[key].provisional, sample.failing(better)


# Facts that do not matter


@every_source
def test_facts_that_do_not_matter_change_no_verdict(source: str) -> None:
    for sample in samples(source, "dont care"):
        before = sample.engine.consult(sample.case)
        indifferent = {(fact.subject, fact.quantity) for fact in before.dont_care}
        for chosen in (
            indifferent,
            *({one} for one in sample.rng.sample(sorted(indifferent), min(3, len(indifferent)))),
        ):
            after = sample.engine.consult(_with_exact_values(sample, chosen))
            if not _contradicts_itself(after):
                _assert_same_verdicts(sample, before, after)


def _with_exact_values(sample: Sample, chosen: set[tuple[str, str]]) -> Case:
    regions = regions_of(sample.program)

    def learnt(subject: str, fact: FactDefinition, value: ValueSet) -> ValueSet:
        if (subject, fact.qualified) not in chosen:
            return value
        return exact_value(sample.rng, fact, value, regions[fact.qualified])

    return changed(sample.program, sample.case, learnt)


def _assert_same_verdicts(sample: Sample, before: Consultation, after: Consultation) -> None:
    one = {key: (verdict.verdict, verdict.provisional, verdict.details) for key, verdict in by_place(before).items()}
    other = {key: (verdict.verdict, verdict.provisional, verdict.details) for key, verdict in by_place(after).items()}
    assert one == other, sample.failing(after.case)


# Order and independence


@every_source
def test_the_order_of_facts_and_lesions_does_not_matter(source: str) -> None:
    for sample in samples(source, "order"):
        one, other = sample.engine.consult(sample.case), sample.engine.consult(_shuffled(sample))
        assert one.rules == other.rules, sample.failing()
        assert Counter(opinions(one)) == Counter(opinions(other)), sample.failing()
        assert _asked(one) == _asked(other), sample.failing()
        assert set(one.dont_care) == set(other.dont_care), sample.failing()
        assert set(one.findings) == set(other.findings), sample.failing()
        assert one.known.values == other.known.values, sample.failing()


def _asked(consultation: Consultation) -> dict[tuple[str, str], tuple[Truth, frozenset[FactRef]]]:
    return {(one.subject, one.question): (one.asked, frozenset(one.missing)) for one in consultation.questions}


def _shuffled(sample: Sample) -> Case:
    subjects = [(subject, dict(values)) for subject, values in sample.case.subjects().items()]
    sample.rng.shuffle(subjects)
    return rebuilt(
        sample.case,
        {subject: dict(sample.rng.sample(list(values.items()), len(values))) for subject, values in subjects},
    )


def test_most_rules_on_a_lesion_read_that_lesion_alone() -> None:
    # Else the next test would hold of little.
    program = edition_engine().program
    of_lesions = {name for name, rule in program.rules.items() if rule.subject == "lesion"}
    assert len(of_lesions - _Lonely(program).rules) < len(of_lesions) / 20


def test_a_lesion_does_not_depend_on_the_others() -> None:
    lonely = _Lonely(edition_engine().program)
    for sample in samples(EDITION, "independence"):
        lesions = [subject for subject in sample.case.subjects() if subject != PATIENT]
        if not lesions:
            continue
        kept = sample.rng.choice(lesions)
        other = random_case(sample.rng, sample.program, lesions=3).subjects()
        others = {subject: values for subject, values in other.items() if subject not in (PATIENT, kept)}
        subjects = sample.case.subjects()
        before = sample.engine.consult(sample.case)
        for altered in (
            rebuilt(sample.case, {PATIENT: subjects[PATIENT], kept: subjects[kept]}),
            rebuilt(sample.case, {PATIENT: subjects[PATIENT], **others, kept: subjects[kept]}),
        ):
            after = sample.engine.consult(altered)
            assert lonely.of(kept, before) == lonely.of(kept, after), sample.failing(altered)


class _Lonely:
    """What depends on one lesion and the patient alone, and not on a definition over all lesions."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._over_all = {name for name, one in program.definitions.items() if asks_over_lesions(one.when)}
        self.rules = {name for name, rule in program.rules.items() if self._reads_one(rule.when)}
        before = None
        while before != self.rules:
            before = set(self.rules)
            defeated = {target for name in program.rules.keys() - before for target in program.rules[name].overrides}
            self.rules -= defeated
        others = [rule for name, rule in program.rules.items() if name not in self.rules]
        self._open_options = {
            option for rule in others for advice in rule.advice for step in advice.steps() for option in step.options
        }

    def _reads_one(self, condition: Condition | None) -> bool:
        read = [test.quantity for test in each_test(condition)] if condition is not None else []
        return not self._over_all & _all_read(self._program, read)

    def of(
        self, subject: str, consultation: Consultation
    ) -> tuple[list[Opinion], list[QuestionAsked], list[Touched], object]:
        """Return what a consultation says of a lesion on that ground."""
        program = self._program
        return (
            [one for one in opinions(consultation) if one.subject == subject and self._stands_alone(one)],
            [
                one
                for one in consultation.questions
                if one.subject == subject and self._reads_one(program.questions[one.question].when)
            ],
            [
                one
                for one in consultation.findings
                if one.subject == subject and self._reads_one(program.findings[one.finding].when)
            ],
            {
                rule: state
                for (rule, owner), state in consultation.rules.items()
                if owner == subject and rule in self.rules
            },
        )

    def _stands_alone(self, opinion: Opinion) -> bool:
        path = opinion.after.path if opinion.after else ()
        return not self._open_options & {opinion.option, *path}


# The trace


@every_source
def test_a_trace_has_every_fact_that_a_rule_reads(source: str) -> None:
    for sample in samples(source, "trace facts"):
        trace = sample.engine.consult(sample.case).trace
        for subject in sample.case.subjects():
            for name in _read_by_rules(sample.program):
                if sample.program.quantities[name].subject == kind_of(subject):
                    assert value_node(subject, name) in trace, sample.failing()


def _read_by_rules(program: Program) -> set[str]:
    """Return everything that a rule reads, directly or through what is derived."""
    return _all_read(program, [test.quantity for rule in program.rules.values() for test in each_test(rule.when)])


def _all_read(program: Program, waiting: list[str]) -> set[str]:
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _read_by(program, name)
    return found


def _read_by(program: Program, name: str) -> list[str]:
    match program.quantities[name].kind:
        case "definition":
            return [test.quantity for test in each_test(program.definitions[name].when)]
        case "score" | "lookup":
            return [item.quantity for item in program.scores[name].items]
        case "formula":
            return list(quantities_of(program.formulas[name].value))
        case "category":
            return [test.quantity for row in program.categories[name].rows for test in each_test(row.when)]
        case "fact":
            return []


@every_source
def test_a_trace_has_no_circle(source: str) -> None:
    for sample in samples(source, "trace circles"):
        trace = sample.engine.consult(sample.case).trace
        assert nx.is_directed_acyclic_graph(trace), sample.failing()


LEADS = {
    "premise": ({"fact", "derived"}, {"derived", "rule", "question", "contradiction"}),
    "conclusion": ({"rule"}, {"option"}),
    "defeats": ({"rule"}, {"rule"}),
    "follows": ({"option"}, {"option"}),
    "cites": ({"finding"}, {"rule"}),
}


@every_source
def test_a_trace_leads_from_facts_to_rules_and_from_rules_to_options(source: str) -> None:
    for sample in samples(source, "trace edges"):
        trace = sample.engine.consult(sample.case).trace
        for start, end, edge in trace.edges(data=True):
            starts, ends = LEADS[edge["kind"]]
            assert trace.nodes[start]["kind"] in starts, sample.failing()
            assert trace.nodes[end]["kind"] in ends, sample.failing()
        definitions = sample.program.definitions.values()
        for subject in sample.case.subjects():
            for definition in (
                one for one in definitions if sample.program.quantities[one.name].subject == kind_of(subject)
            ):
                read = {test.quantity for test in each_test(definition.when)}
                before = trace.predecessors(value_node(subject, definition.name))
                assert {trace.nodes[node]["name"] for node in before} <= read, sample.failing()


def kind_of(subject: str) -> str:
    return "patient" if subject == PATIENT else "lesion"


@every_source
def test_a_trace_is_read_back_as_it_was_written(source: str) -> None:
    for sample in samples(source, "trace json"):
        trace = sample.engine.consult(sample.case).trace
        again = read_trace(json.loads(json.dumps(plain_trace(trace), allow_nan=False)))
        assert again.graph == trace.graph, sample.failing()
        assert list(again.nodes(data=True)) == list(trace.nodes(data=True)), sample.failing()
        assert list(again.edges(keys=True, data=True)) == list(trace.edges(keys=True, data=True)), sample.failing()


# The Mirels score

SITES = {"humeral_shaft": 1, "femoral_shaft": 2, "trochanteric_region": 3}
CORTEX = {"under_one_third": 1, "one_to_two_thirds": 2, "over_two_thirds": 3}
TYPES = {"blastic": 1, "mixed": 2, "lytic": 3}
PAINS = {"mild": 1, "moderate": 2, "functional": 3}


CLASSES = {"lesion.mirels <= 7": 31, "lesion.mirels == 8": 19, "lesion.mirels >= 9": 31}


def consulted(lesion: Mapping[str, object]) -> Consultation:
    case = parse_case(json.dumps({"lesions": [{"id": "L1", **lesion}]}), "case.json")
    return edition_engine().consult(case)


def mirels(consultation: Consultation) -> ValueSet | None:
    return consultation.known.values["lesion:L1", "lesion.mirels"].possible


def test_the_81_combinations_of_the_mirels_score() -> None:
    tests = edition_engine().program.tests
    classes: Counter[str] = Counter()
    for site, cortex, kind, pain in product(SITES, CORTEX, TYPES, PAINS):
        points = SITES[site] + CORTEX[cortex] + TYPES[kind] + PAINS[pain]
        found = consulted({"site": site, "cortical_involvement": cortex, "type": kind, "pain": pain})
        assert mirels(found) == Interval(Fraction(points), Fraction(points))
        classes += Counter(text for text in CLASSES if found.known.outcome(tests[text], "lesion:L1") is Truth.TRUE)
    assert classes == CLASSES


def test_a_lytic_lesion_of_the_trochanteric_region_has_at_least_8_points() -> None:
    lesion = {"site": "trochanteric_region", "type": "lytic"}
    assert mirels(consulted({**lesion, "pain": list(PAINS)})) == Interval(Fraction(8), Fraction(12))
    for cortex, pain in product(CORTEX, PAINS):
        value = mirels(consulted({**lesion, "cortical_involvement": cortex, "pain": pain}))
        assert isinstance(value, Interval)
        assert value.low >= 8
