"""The compiler: from a program to the productions of a network.

In: a :class:`knowledge_base.program.Program`. Out: a :class:`engine.network.Network`, each production of which fits
one rule of durable-rules:

- a condition becomes productions for *true* (from what is known true) and for *false* (from what is known
  false), by the strong Kleene tables; nothing is negated, so the order of firing cannot matter;
- a rule is in force when it holds and every rule that overrides it is known not to be in force;
- a score, formula or category is computed once the values that it reads are there;
- ``any lesion`` and ``all lesion`` tally the lesions for which the inner condition is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from engine.limits import GROUP_SIZE, MAX_FAN_OUT, MAX_GROUPS, MAX_JOINED, MAX_PREMISES, MAX_RELAYS, EngineLimitError
from engine.network import Computation, Inference, Literal, Network, Production, Signal, SignalKind, Tally
from facts.vocabulary import SubjectKind
from knowledge_base.conditions import And, Condition, Not, Or, OverLesions, Test, quantities_of, tests_of
from knowledge_base.program import Program

__all__ = ["compile_network"]


def compile_network(program: Program) -> Network:
    """Compile a program.

    Parameters
    ----------
    program
        A loaded edition.

    Raises
    ------
    EngineLimitError
        When durable-rules cannot hold the result.
    """
    return _Compiler(program).compile()


@dataclass
class _Compiler:
    program: Program
    signals: dict[tuple[str, str], Signal] = field(default_factory=dict)
    inferences: dict[tuple[Literal, ...], dict[Literal, None]] = field(default_factory=dict)
    others: list[Computation | Tally] = field(default_factory=list)
    relaying: list[Inference] = field(default_factory=list)
    tests: dict[str, dict[Test, Signal]] = field(default_factory=lambda: defaultdict(dict))
    parts: dict[tuple[Condition, SubjectKind], Signal] = field(default_factory=dict)
    tallies: list[tuple[Signal, bool]] = field(default_factory=list)
    uses: dict[tuple[Literal, bool], int] = field(default_factory=lambda: defaultdict(int))
    relays: dict[tuple[Literal, bool], list[Literal]] = field(default_factory=lambda: defaultdict(list))

    def compile(self) -> Network:
        program = self.program
        presence: dict[SubjectKind, Signal] = {
            kind: self.signal("presence", kind, kind) for kind in ("patient", "lesion")
        }
        for name, definition in program.definitions.items():
            self.decide(self.signal("definition", name, program.quantities[name].subject), definition.when)
        for name, rule in program.rules.items():
            self.decide(self.signal("rule", name, rule.subject), rule.when)
        for name, question in program.questions.items():
            self.decide(self.signal("question", name, question.subject), question.when)
        for name, finding in program.findings.items():
            if finding.when is not None:
                self.decide(self.signal("finding", name, finding.subject), finding.when)
        overridden = program.overriders
        for target, names in overridden.items():
            self.override(target, names, overridden)
        for name, score in program.scores.items():
            self.compute(name, [item.quantity for item in score.items])
        for name, formula in program.formulas.items():
            self.compute(name, quantities_of(formula.value))
        for name, category in program.categories.items():
            self.compute(name, (test.quantity for row in category.rows for test in tests_of(row.when)))
        values = {name: signal for (kind, name), signal in self.signals.items() if kind == "value"}
        asked = (test.quantity for one in program.impossible.values() for test in tests_of(one.when))
        read = (*self.tests, *values, *asked, *program.requested)
        return Network(
            program=program,
            productions=tuple(self.productions()),
            tests={name: tuple(tests.items()) for name, tests in self.tests.items()},
            read=frozenset(name for name in read if program.quantities[name].kind == "fact"),
            presence=presence,
            values=values,
            tallies=tuple(self.tallies),
            signals=self.signals,
        )

    def signal(self, kind: SignalKind, name: str, subject: SubjectKind) -> Signal:
        """Return the signal of that name, making it when there is none yet."""
        found = self.signals.get((kind, name))
        if found is None:
            number = len(self.signals)
            if 2 * number >= GROUP_SIZE * MAX_GROUPS:
                raise EngineLimitError(f"the program has more than {number} different signals at {kind} {name}")
            found = self.signals[kind, name] = Signal(number, kind, name, subject)
        return found

    def decide(self, head: Signal, condition: Condition) -> None:
        """Conclude the truth of a head from that of its condition."""
        for truth in (True, False):
            for premises in self.alternatives(condition, truth, head.subject):
                self.infer(premises, Literal(head, truth))

    def alternatives(self, condition: Condition, truth: bool, subject: SubjectKind) -> Iterator[list[Literal]]:
        """Yield the sets of literals each of which makes a condition true (or false)."""
        match condition:
            case Not():
                yield from self.alternatives(condition.operand, not truth, subject)
            case And() | Or():
                literals = [self.literal(operand, truth, subject) for operand in condition.operands]
                if isinstance(condition, And) is truth:
                    yield literals
                else:
                    yield from ([literal] for literal in literals)
            case Test() | OverLesions():
                yield [self.literal(condition, truth, subject)]

    def literal(self, condition: Condition, truth: bool, subject: SubjectKind) -> Literal:
        """Return the literal that a condition is true (or false), compiling it as a part when it is compound."""
        match condition:
            case Not():
                return self.literal(condition.operand, not truth, subject)
            case Test():
                return Literal(self.test(condition), truth)
            case OverLesions():
                return Literal(self.over_lesions(condition), truth)
            case And() | Or():
                return Literal(self.part(condition, subject), truth)

    def test(self, test: Test) -> Signal:
        """Return the signal of a test; a definition's truth is its own."""
        quantity = self.program.quantities[test.quantity]
        if quantity.kind == "definition":
            return self.signal("definition", test.quantity, quantity.subject)
        signal = self.signal("test", str(test), quantity.subject)
        self.tests[test.quantity][test] = signal
        return signal

    def part(self, condition: Condition, subject: SubjectKind) -> Signal:
        """Return the signal of a condition inside others; equal conditions share it."""
        # What a part says of the patient alone is decided once for all lesions.
        if not any(self.program.quantities[test.quantity].subject == "lesion" for test in tests_of(condition)):
            subject = "patient"
        found = self.parts.get((condition, subject))
        if found is None:
            found = self.signal("part", f"{len(self.signals)}", subject)
            self.parts[condition, subject] = found
            self.decide(found, condition)
        return found

    def over_lesions(self, condition: OverLesions) -> Signal:
        """Return the signal of a condition on any or on all lesions."""
        found = self.parts.get((condition, "patient"))
        if found is None:
            found = self.signal("part", f"{len(self.signals)}", "patient")
            self.parts[condition, "patient"] = found
            is_any = condition.quantifier == "any"
            self.tallies.append((found, not is_any))
            for truth in (True, False):
                inner = self.of_each_lesion(self.literal(condition.operand, truth, "lesion"))
                self.others.append(Tally(inner, Literal(found, truth), of_all=truth is not is_any))
        return found

    def of_each_lesion(self, literal: Literal) -> Literal:
        """Return what a literal says of each lesion, when it speaks of the patient alone."""
        if literal.signal.subject == "lesion":
            return literal
        own = Literal(self.signal("part", f"{len(self.signals)}", "lesion"), True)
        self.infer([literal], own)
        return own

    def override(self, target: str, names: Iterable[str], overridden: Mapping[str, object]) -> None:
        """Conclude whether a rule is in force from its own truth and the force of those that override it."""
        subject = self.program.rules[target].subject
        head = self.signal("force", target, subject)
        own = self.signal("rule", target, subject)
        others = [
            self.signal("force" if name in overridden else "rule", name, self.program.rules[name].subject)
            for name in names
        ]
        self.infer([Literal(own, True), *(Literal(other, False) for other in others)], Literal(head, True))
        for literal in (Literal(own, False), *(Literal(other, True) for other in others)):
            self.infer([literal], Literal(head, False))

    def compute(self, name: str, quantities: Iterable[str]) -> None:
        """Compute a quantity once those that it reads have their values."""
        subject = self.program.quantities[name].subject
        read = dict.fromkeys(quantities)
        premises = [Literal(self.signal("value", one, self.program.quantities[one].subject), True) for one in read]
        self.others.append(Computation(self.premises(premises, subject), name, subject))

    def infer(self, premises: Iterable[Literal], conclusion: Literal) -> None:
        """Add an inference; a contradiction among its premises can never fire and is left out."""
        literals = list(dict.fromkeys(premises))
        if any(Literal(literal.signal, not literal.truth) in literals for literal in literals):
            return
        fitting = self.premises(literals, conclusion.signal.subject)
        self.inferences.setdefault(fitting, {})[conclusion] = None

    def premises(self, literals: list[Literal], subject: SubjectKind) -> tuple[Literal, ...]:
        """Return premises that fit one durable rule: one at least of the subject, and not too many."""
        while len(literals) > MAX_PREMISES:
            chunks = [literals[start : start + MAX_PREMISES] for start in range(0, len(literals), MAX_PREMISES)]
            literals = [self.joined(chunk, subject) for chunk in chunks]
        if not any(literal.signal.subject == subject for literal in literals):
            literals = [Literal(self.signals["presence", subject], True), *literals]
        return tuple(sorted(literals, key=lambda literal: (literal.signal.subject != subject, literal.code)))

    def joined(self, literals: list[Literal], subject: SubjectKind) -> Literal:
        """Return one literal that stands for several."""
        if len(literals) == 1:
            return literals[0]
        joined = Literal(self.signal("part", f"{len(self.signals)}", subject), True)
        self.infer(literals, joined)
        return joined

    def productions(self) -> Iterator[Production]:
        """Yield all productions; those with the same premises are one."""
        for premises, conclusions in self.inferences.items():
            yield Inference(self.used(premises), tuple(conclusions))
        for other in self.others:
            match other:
                case Computation():
                    yield replace(other, premises=self.used(other.premises))
                case Tally():
                    yield replace(other, premise=self.use(other.premise, joins=False))
        yield from self.relaying

    def used(self, premises: tuple[Literal, ...]) -> tuple[Literal, ...]:
        """Return premises, or relays of them; those of one lesion behind the first are joined to it."""
        kind = premises[0].signal.subject
        return tuple(
            self.use(literal, joins=index > 0 and literal.signal.subject == kind == "lesion")
            for index, literal in enumerate(premises)
        )

    def use(self, literal: Literal, *, joins: bool) -> Literal:
        """Return the literal, or a relay of it once too many productions share its pattern."""
        used = self.uses[literal, joins]
        self.uses[literal, joins] += 1
        # Relays read the literal without joining it, whatever they are read by.
        direct, relayed = (MAX_JOINED, MAX_JOINED) if joins else (MAX_FAN_OUT - 2 * MAX_RELAYS, MAX_FAN_OUT)
        if used < direct:
            return literal
        index = (used - direct) // relayed
        relays = self.relays[literal, joins]
        if index == MAX_RELAYS:
            raise EngineLimitError(f"too many conditions share {literal.signal.kind} {literal.signal.name}")
        if index == len(relays):
            name = f"{literal.signal.number}.{int(literal.truth)}.{int(joins)}.{index}"
            relay = Literal(self.signal("relay", name, literal.signal.subject), True)
            self.relaying.append(Inference((literal,), (relay,)))
            relays.append(relay)
        return relays[index]
