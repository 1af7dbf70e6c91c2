"""Lays a semantic invoice out like one on paper: parties, facts, lines, VAT, totals, payment, and below all that has no place there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kantor.engines.einvoice import Group, Invoice, Term
from kantor.kit.say import known
from kantor.kit.ui import shown
from kantor.words.field import day, number

ARTEFACTS = ("XML-", "UBL-", "CII-")
"""Facts about the file that readers note for the rules; they say nothing that people would read."""
AMOUNTS = frozenset(f"BT-{found}" for found in (92, 93, 99, 100, *range(106, 118), 131, 136, 137, 141, 142))
PRICES = frozenset({"BT-146", "BT-147", "BT-148"})
PERCENTS = frozenset({"BT-94", "BT-96", "BT-101", "BT-103", "BT-119", "BT-138", "BT-143", "BT-152"})
QUANTITIES = frozenset({"BT-129", "BT-149"})
UNITS = frozenset({"BT-130", "BT-150"})
FACTS = ("BT-1", "BT-2", "BT-3", *(f"BT-{found}" for found in range(7, 20)))
TOTALS = ("BT-106", "BT-107", "BT-108", "BT-109", "BT-110", "BT-111", "BT-112", "BT-113", "BT-114", "BT-115")
PAYMENT = ("BT-20", "BT-81", "BT-82", "BT-83", "BT-84", "BT-85", "BT-86", "BT-87", "BT-88", "BT-89", "BT-90", "BT-91")
ADDRESSES = ("BG-5", "BG-8", "BG-12", "BG-15")


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """A value with the term it is (BT-1), what that is called, and where it stands in the file; typed: what a field takes over from
    there where that is not what is shown."""

    id: str
    label: str
    text: str
    path: str
    typed: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A block of values under a heading; several of one kind are told apart by their order."""

    id: str
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LineRow:
    """An invoice line: the columns of paper, and everything else said of it below."""

    number: Cell | None
    name: Cell | None
    quantity: Cell | None
    unit: Cell | None
    price: Cell | None
    rate: Cell | None
    net: Cell | None
    more: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """The sheet. title: what kind of document it is; taxes: (category, rate, base, tax, the rest) of each row of the VAT breakdown."""

    title: str
    number: str
    currency: str
    syntax: str
    seller: Part
    buyer: Part
    facts: tuple[Cell, ...]
    lines: tuple[LineRow, ...]
    taxes: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...]
    payment: Part
    further: tuple[Part, ...]


def paper_of(invoice: Invoice) -> Paper:
    """Every value of the invoice, once."""
    taken: set[str] = set()
    seller = _party(invoice, "BG-4", taken)
    buyer = _party(invoice, "BG-7", taken)
    facts = tuple(_cells(invoice, FACTS, taken))
    lines = tuple(_line(line, taken) for line in invoice.sub("BG-25"))
    taxes = tuple(tuple(_cells(row, ("BT-118", "BT-119", "BT-116", "BT-117", "BT-120", "BT-121"), taken)) for row in invoice.sub("BG-23"))
    totals = tuple(_cells(invoice, TOTALS, taken))
    payment = Part(id="BG-16", label=_label("BG-16"), cells=tuple(_payment(invoice, taken)))
    title = "correction" if invoice.text("BT-3") == "384" else "credit_note" if invoice.is_credit_note else "invoice"
    return Paper(
        title=shown.sentence(f"paper.title.{title}"),
        number=invoice.text("BT-1"),
        currency=invoice.text("BT-5"),
        syntax=invoice.syntax,
        seller=seller,
        buyer=buyer,
        facts=facts,
        lines=lines,
        taxes=taxes,
        totals=totals,
        payment=payment,
        further=tuple(_further(invoice, taken)),
    )


def _party(invoice: Invoice, id: str, taken: set[str]) -> Part:
    """Name and address first, as on a letterhead, then numbers and contacts."""
    group = invoice.one(id)
    if group is None:
        return Part(id=id, label=_label(id), cells=())
    name = "BT-27" if id == "BG-4" else "BT-44"
    cells = list(_cells(group, (name,), taken))
    for address in ADDRESSES:
        for found in group.sub(address):
            cells += _everything(found, taken)
    return Part(id=id, label=_label(id), cells=(*cells, *_everything(group, taken)))


def _line(line: Group, taken: set[str]) -> LineRow:
    def one(id: str, *below: str) -> Cell | None:
        at: Group | None = line
        for step in below:
            at = at.one(step) if at else None
        return next(_cells(at, (id,), taken), None) if at else None

    columns = {
        "number": one("BT-126"),
        "name": one("BT-153", "BG-31"),
        "quantity": one("BT-129"),
        "unit": one("BT-130"),
        "price": one("BT-146", "BG-29"),
        "rate": one("BT-152", "BG-30"),
        "net": one("BT-131"),
    }
    return LineRow(**columns, more=tuple(_everything(line, taken)))


def _payment(invoice: Invoice, taken: set[str]) -> Iterator[Cell]:
    yield from _cells(invoice, ("BT-9", *PAYMENT), taken)
    for means in invoice.sub("BG-16"):
        yield from _everything(means, taken)


def _further(invoice: Invoice, taken: set[str]) -> Iterator[Part]:
    """Values of the invoice itself that are left, then each group that has some."""
    rest = tuple(_own(invoice, taken))
    for id, groups in invoice.groups.items():
        if id.startswith(ARTEFACTS):
            continue
        for group in groups:
            cells = tuple(_everything(group, taken))
            if cells:
                yield Part(id=id, label=_label(id), cells=cells)
    if rest:
        yield Part(id="", label=shown.sentence("paper.further"), cells=rest)


def _everything(group: Group, taken: set[str]) -> Iterator[Cell]:
    """What is left of a group and all below it."""
    yield from _own(group, taken)
    for id, groups in group.groups.items():
        if not id.startswith(ARTEFACTS):
            for below in groups:
                yield from _everything(below, taken)


def _own(group: Group, taken: set[str]) -> Iterator[Cell]:
    return _cells(group, [id for id in group.terms if not id.startswith(ARTEFACTS)], taken)


def _cells(group: Group, ids: Iterable[str], taken: set[str]) -> Iterator[Cell]:
    """The values of these terms that have not been shown yet; syntaxes state some facts under two names."""
    for id in ids:
        for term in group.all(id):
            key = f"{term.path}={term.value}"
            if term.value and key not in taken:
                taken.add(key)
                yield Cell(id=id, label=_label(id), text=_text(id, term), path=term.path, typed=term.value if id in UNITS else "")


def _text(id: str, term: Term) -> str:
    on = day(term.value) if len(term.value) == 10 else None
    if on:
        return shown.day(on)
    exact = number(term.value)
    if exact is not None and id in AMOUNTS | PRICES:
        return shown.number(exact, places=2)
    if exact is not None and id in PERCENTS:
        return f"{shown.number(exact)} %"
    if exact is not None and id in QUANTITIES:
        return shown.number(exact)
    if id in UNITS:
        return shown.unit(term.value)
    own = f"paper.code.{id}.{term.value}"
    return f"{shown.sentence(own)} ({term.value})" if known(own) else term.value


def _label(id: str) -> str:
    """Terms and groups of the standard by name; those of a national form by their own short name."""
    for key in (f"paper.term.{id}", f"paper.group.{id}"):
        if known(key):
            return shown.sentence(key)
    return id.split("-", 1)[1] if id.startswith(("FA3-", "CTX-")) else id
