"""How a rule is declared: an official id, a severity, and a pure function from the invoice to the places that break it."""

from collections.abc import Callable, Iterator
from functools import cached_property
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


Asked = dict[tuple[str, frozenset[str]], tuple["Rule", ...]]
_MOST_SHAPES = 1000
"""Of invoices that a rule set remembers its rules for; the next one starts the memory anew."""
_ONLY_WITH: dict[Judge, frozenset[str]] = {}
# Terms that hold a VAT category code: its values count as marks, for a category has a dozen rules of its own.
_CATEGORIES = frozenset({"BT-95", "BT-102", "BT-118", "BT-151", "UBL-LineAllowanceCategory", "UBL-LineChargeCategory"})


def only_with(*marks: str) -> Callable[[Judge], Judge]:
    """Declare that a rule can be broken only by an invoice with one of these marks, so that others need not be asked.

    A mark is the id of a group or term that stands somewhere in the invoice, `twice(id)` of a term that a group holds more than once,
    or `vat(code)` of a VAT category. Without marks the rule is asked of every invoice.
    """

    def declare(judge: Judge) -> Judge:
        if marks:
            _ONLY_WITH[judge] = frozenset(marks)
        return judge

    return declare


def twice(id: str) -> str:
    return f"{id} twice"


def vat(code: str) -> str:
    return f"VAT category {code}"


def _marks(invoice: Invoice) -> frozenset[str]:
    found: set[str] = set()
    for group in invoice.walk():
        found.update(group.groups)
        found.update(group.terms)
        for id, terms in group.terms.items():
            if id in _CATEGORIES:
                found.update([vat(term.value) for term in terms])
            if len(terms) > 1:
                found.add(twice(id))
    return frozenset(found)


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
        self._asked: Asked = {}

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
        for rule in self.asked(invoice):
            for breach in rule.judge(invoice):
                yield Finding(rule.id, rule.severity, breach.path, breach.evidence)

    def asked(self, invoice: Invoice) -> tuple[Rule, ...]:
        """The rules that an invoice of this syntax and with these marks can break."""
        marks = invoice.once(_marks) & self._every_mark
        key = (invoice.syntax, marks)
        if key not in self._asked:
            if len(self._asked) >= _MOST_SHAPES:
                self._asked.clear()
            self._asked[key] = tuple(
                rule
                for rule in self.rules.values()
                if (not rule.syntaxes or invoice.syntax in rule.syntaxes) and _can_be_broken(rule, marks)
            )
        return self._asked[key]

    @cached_property
    def _every_mark(self) -> frozenset[str]:
        return frozenset().union(*(_ONLY_WITH.get(rule.judge, frozenset()) for rule in self.rules.values()))


def _can_be_broken(rule: Rule, marks: frozenset[str]) -> bool:
    needed = _ONLY_WITH.get(rule.judge)
    return needed is None or not needed.isdisjoint(marks)


def at(place: Group | Term, **evidence: str) -> Breach:
    return Breach(place.path, evidence)
