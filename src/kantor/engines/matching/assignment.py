"""Assigns invoice lines to order lines: the strongest evidence first, never more than is open on either side."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import NamedTuple

from kantor.engines.matching.evidence import Evidence, Marks, billed_line, judge, order_marks
from kantor.engines.matching.model import Allocation, InvoiceLine, Match, OrderLine, Rest, Tolerances

ZERO = Decimal(0)
_FINEST = Decimal("0.000001")
_MOST_BY_NAME = 200
_RAREST_STEMS = 3


class _Pair(NamedTuple):
    """A candidate; `order` sorts the strongest first and is the same in every run."""

    order: tuple[object, ...]
    line: int
    ordered: int
    evidence: Evidence


def match(lines: Sequence[InvoiceLine], orders: Sequence[OrderLine], *, tolerances: Tolerances | None = None, currency: str = "") -> Match:
    """Allocate the lines of one invoice to open order lines of its supplier.

    currency: of the invoice; prices are compared only where it is '' or the order's. Lines without a positive quantity stay in
    the rest. The outcome does not depend on the order of `orders`, and on that of `lines` only between equal candidates.
    """
    allowed = tolerances or Tolerances()
    orders = sorted(orders, key=_age)
    left = [max(line.quantity, ZERO) for line in lines]
    over = 1 + allowed.quantity_percent / 100
    open_ = [max(order.ordered * over - order.invoiced, ZERO) for order in orders]
    come = [max(order.received - order.invoiced, ZERO) for order in orders]
    found: list[tuple[int, Allocation]] = []
    tried = set[int]()
    for pair in sorted(_pairs(lines, orders, open_, currency), key=lambda pair: pair.order):
        tried.add(pair.line)
        quantity, line_quantity = _share(left[pair.line], open_[pair.ordered], pair.evidence.per_unit)
        if quantity <= 0 or line_quantity <= 0:
            continue
        received = min(quantity, come[pair.ordered])
        left[pair.line] -= line_quantity
        open_[pair.ordered] -= quantity
        come[pair.ordered] -= received
        shares = (quantity, line_quantity, received)
        found.append((pair.line, _allocation(lines[pair.line], orders[pair.ordered], shares, pair.evidence, allowed)))
    found.sort(key=lambda placed: placed[0])
    rest = tuple(_rest(line, left[place], place in tried) for place, line in enumerate(lines) if left[place] > 0 or line.quantity <= 0)
    return Match(tuple(allocation for _, allocation in found), rest)


def _pairs(lines: Sequence[InvoiceLine], orders: Sequence[OrderLine], open_: Sequence[Decimal], currency: str) -> Iterator[_Pair]:
    marks = [order_marks(order) for order in orders]
    index = _Index(marks)
    for place, line in enumerate(lines):
        if line.quantity <= 0:
            continue
        billed = billed_line(line)
        for at in index.candidates(billed.marks):
            order = orders[at]
            comparable = not currency or not order.currency or order.currency == currency
            evidence = judge(billed, order, marks[at], comparable=comparable)
            if evidence:
                yield _Pair((*_strength(line, order, open_[at], evidence), place, at), place, at, evidence)


def _strength(line: InvoiceLine, order: OrderLine, open_quantity: Decimal, evidence: Evidence) -> tuple[object, ...]:
    """Rank; then what has come before what has not, the same price, the quantity that fits, the likeness."""
    return (
        evidence.rank,
        order.received <= order.invoiced,
        not evidence.same_price,
        open_quantity != line.quantity * evidence.per_unit,
        -evidence.similarity,
    )


def _age(order: OrderLine) -> tuple[object, ...]:
    """Older orders first, as far as their numbers tell; the key makes the order the same in every run."""
    return (len(order.order_no), order.order_no, len(order.line_no), order.line_no, order.key)


def _share(wanted: Decimal, open_quantity: Decimal, per_unit: Decimal) -> tuple[Decimal, Decimal]:
    """How much goes on the order line, in its unit and in the invoice line's; both rounded down, so that neither side overflows."""
    in_order_units = wanted * per_unit
    if in_order_units <= open_quantity:
        return _fine(in_order_units), wanted
    return open_quantity, _fine(open_quantity / per_unit)


def _fine(quantity: Decimal) -> Decimal:
    exponent = quantity.as_tuple().exponent
    return quantity if isinstance(exponent, int) and exponent >= -6 else quantity.quantize(_FINEST, ROUND_DOWN).normalize()


def _allocation(
    line: InvoiceLine, order: OrderLine, shares: tuple[Decimal, Decimal, Decimal], evidence: Evidence, allowed: Tolerances
) -> Allocation:
    quantity, line_quantity, received = shares
    difference = None
    agreed = False
    if evidence.price is not None:
        difference = ZERO if evidence.same_price else evidence.price - order.net_price
        agreed = difference * 100 <= abs(order.net_price) * allowed.price_percent or difference * quantity <= allowed.price_amount
    fits = ("quantity",) if line_quantity == line.quantity else ()
    return Allocation(line.no, order.key, quantity, line_quantity, received, difference, agreed, evidence.words + fits)


def _rest(line: InvoiceLine, left: Decimal, tried: bool) -> Rest:
    if line.quantity <= 0:
        return Rest(line.no, line.quantity, "not_countable")
    return Rest(line.no, left, "more_than_ordered" if tried else "no_order_line")


class _Index:
    """Order lines by what an invoice line may name, so that a long order book is not compared line by line."""

    def __init__(self, marks: Sequence[Marks]) -> None:
        self._by_order: dict[str, list[int]] = defaultdict(list)
        self._by_article: dict[str, list[int]] = defaultdict(list)
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        self._by_name: dict[str, list[int]] = defaultdict(list)
        for at, mark in enumerate(marks):
            self._by_order[mark.order_no].append(at)
            self._by_name[mark.name].append(at)
            for article in mark.articles:
                self._by_article[article].append(at)
            for stem in mark.stems:
                self._by_stem[stem].append(at)

    def candidates(self, billed: Marks) -> set[int]:
        """The order lines to judge: those of the named order alone where it is open here, else all that share a number or a name."""
        if billed.order_no and billed.order_no in self._by_order:
            return set(self._by_order[billed.order_no])
        found = {at for article in billed.articles for at in self._by_article.get(article, ())}
        if billed.name:
            found.update(self._by_name.get(billed.name, ())[:_MOST_BY_NAME])
        postings = sorted((self._by_stem[stem] for stem in billed.stems if stem in self._by_stem), key=len)
        for posting in postings[:_RAREST_STEMS]:
            found.update(posting[:_MOST_BY_NAME])
        return found
