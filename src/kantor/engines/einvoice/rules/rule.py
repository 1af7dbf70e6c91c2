"""How a rule is declared: an official id, a severity, and a pure function from the invoice to the places that break it."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from kantor.engines.einvoice.model import Group, Invoice, Term


class Breach(NamedTuple):
    """One place where a rule is broken: the path, and the values that show it (name -> value, ready for a sentence)."""

    path: str
    evidence: dict[str, str]


class Finding(NamedTuple):
    """A broken rule of an official set: id as published, severity as published (`fatal`, `warning`, `information`)."""

    rule: str
    severity: str
    path: str
    evidence: dict[str, str]


Judge = Callable[[Invoice], Iterator[Breach]]


class Rule(NamedTuple):
    """An official rule. `syntaxes` is empty where the rule holds for every syntax, else the syntaxes it is published for."""

    id: str
    severity: str
    judge: Judge
    syntaxes: tuple[str, ...] = ()


class RuleSet:
    """A named set of rules in the order of their declaration; `@rules.rule("BR-01")` declares one."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rules: dict[tuple[str, tuple[str, ...]], Rule] = {}

    def add(self, id: str, judge: Judge, severity: str = "fatal", syntaxes: tuple[str, ...] = ()) -> None:
        if (id, syntaxes) in self.rules:
            raise ValueError(f"{self.name} already has the rule {id}")
        self.rules[id, syntaxes] = Rule(id, severity, judge, syntaxes)

    def rule(self, id: str, severity: str = "fatal", syntaxes: tuple[str, ...] = ()) -> Callable[[Judge], Judge]:
        def declare(judge: Judge) -> Judge:
            self.add(id, judge, severity, syntaxes)
            return judge

        return declare

    def judge(self, invoice: Invoice) -> Iterator[Finding]:
        for rule in self.rules.values():
            if not rule.syntaxes or invoice.syntax in rule.syntaxes:
                for breach in rule.judge(invoice):
                    yield Finding(rule.id, rule.severity, breach.path, breach.evidence)


def at(place: Group | Term, **evidence: str) -> Breach:
    return Breach(place.path, evidence)
