"""The semantic invoice: business terms (BT) and groups (BG) of EN 16931-1, each value with the place it came from.

One shape for every syntax. A `Group` holds terms and sub-groups by their official id; the root is the `Invoice`.
Values stay as text exactly as written (rules judge decimals and codes); `number` gives the exact Decimal.
Terms of other specifications use their own ids in the same tree: `BT-DEX-001` (XRechnung extension),
`FA3-P_6` (KSeF FA(3)), `CTX-TrxCode` (Coretax).
"""

from collections.abc import Callable, Iterator
from decimal import Context, Decimal, InvalidOperation
from typing import Any, NamedTuple, TypeVar

Derived = TypeVar("Derived")


class Term(NamedTuple):
    """One value of a business term.

    value: text as written, outer white space removed; path: where it stands (XPath with positions, namespace prefixes as customary);
    scheme: schemeID of identifiers; version: listVersionID; unit: currency of an amount, unit code of a quantity,
    MIME code of an attachment; name: file name of an attachment.
    """

    value: str
    path: str
    scheme: str | None = None
    version: str | None = None
    unit: str | None = None
    name: str | None = None


class Group:
    """An occurrence of a business group: its terms and sub-groups in document order."""

    __slots__ = ("_numbers", "groups", "id", "path", "terms")

    def __init__(self, id: str, path: str) -> None:
        self.id = id
        self.path = path
        self.terms: dict[str, list[Term]] = {}
        self.groups: dict[str, list[Group]] = {}
        self._numbers: dict[str, Decimal | None] = {}

    def add(self, id: str, term: Term) -> None:
        self.terms.setdefault(id, []).append(term)

    def open(self, id: str, path: str) -> "Group":
        """Add an occurrence of the sub-group `id` and return it."""
        group = Group(id, path)
        self.groups.setdefault(id, []).append(group)
        return group

    def all(self, id: str) -> list[Term]:
        return self.terms.get(id, [])

    def first(self, id: str) -> Term | None:
        found = self.terms.get(id)
        return found[0] if found else None

    def text(self, id: str) -> str:
        """The value of the first occurrence, '' where the term is absent."""
        found = self.terms.get(id)
        return found[0].value if found else ""

    def has(self, id: str) -> bool:
        """True where the term is present, even when empty (as `exists()` in the official rules)."""
        return id in self.terms

    def number(self, id: str) -> Decimal | None:
        """The first occurrence as an exact Decimal; None where absent or not a number."""
        if id not in self._numbers:
            found = self.terms.get(id)
            self._numbers[id] = exact(found[0].value) if found else None
        return self._numbers[id]

    def sub(self, id: str) -> "list[Group]":
        return self.groups.get(id, [])

    def one(self, id: str) -> "Group | None":
        found = self.groups.get(id)
        return found[0] if found else None

    def walk(self) -> "Iterator[Group]":
        """This group and everything below it, depth first."""
        yield self
        for groups in self.groups.values():
            for group in groups:
                yield from group.walk()


class SyntaxFinding(NamedTuple):
    """What a reader saw on the parsed tree itself (UBL-SR-*, UBL-DT-*, CII-SR-*, schema errors): official id, severity, place, evidence."""

    rule: str
    severity: str
    path: str
    evidence: str


class Invoice(Group):
    """The root group.

    syntax: `UBL`, `CII`, `FA3` or `CORETAX`; kind: local name of the root element, e.g. `Invoice`, `CreditNote`;
    found: what the reader saw on the tree that no business term can show.
    """

    __slots__ = ("_derived", "found", "kind", "syntax")

    def __init__(self, syntax: str, kind: str, path: str) -> None:
        super().__init__("INVOICE", path)
        self.syntax = syntax
        self.kind = kind
        self.found: list[SyntaxFinding] = []
        self._derived: dict[Callable[[Any], Any], Any] = {}

    def once(self, derive: "Callable[[Invoice], Derived]") -> Derived:
        """What `derive` makes of this invoice, worked out once however many rules ask (the tree is complete by then)."""
        if derive not in self._derived:
            self._derived[derive] = derive(self)
        derived: Derived = self._derived[derive]
        return derived

    @property
    def is_credit_note(self) -> bool:
        return self.kind == "CreditNote" or self.text("BT-3") in {"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532"}


# Exact for the product of any two numbers that `exact` lets through, with their decimals.
EXACT = Context(prec=80)
_MOST_DIGITS = 18


def exact(text: str) -> Decimal | None:
    """The Decimal that `text` states, None where it states none (xs:decimal: no exponent, no NaN, no thousands separator).

    Numbers of more than 18 digits before the point are none either: no amount is that large, and rules must not choke on it.
    """
    if not text or text.strip("+-.0123456789"):
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.adjusted() < _MOST_DIGITS else None
