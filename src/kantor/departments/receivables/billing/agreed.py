"""A contract as billing sees it: who pays, in which rhythm, and for each line what is charged at which price from which day; pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from kantor.words.field import day, number

ZERO = Decimal(0)
LINE_KINDS = ("fixed", "metered", "hours")
ON_DELIVERY = "on_delivery"


class Price(NamedTuple):
    """What one unit costs from a day on, and from which quantity of a period on."""

    from_on: date
    from_quantity: Decimal
    price: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """kind: `fixed` (quantity each period), `metered` (what is reported) or `hours` (what time sheets say)."""

    line: str
    name: str
    kind: str
    quantity: Decimal
    unit: str
    supply: str
    wanted: str
    prices: tuple[Price, ...]

    def steps(self, on: date) -> list[Price]:
        """The prices that hold on a day, by quantity; those of the first day before it."""
        begun = max((one.from_on for one in self.prices if one.from_on <= on), default=min(one.from_on for one in self.prices))
        return sorted((one for one in self.prices if one.from_on == begun), key=lambda one: one.from_quantity)

    def changes_within(self, first: date, last: date) -> list[date]:
        """Days after the first one on which another price begins."""
        return sorted({one.from_on for one in self.prices if first < one.from_on <= last})


@dataclass(frozen=True, kw_only=True, slots=True)
class Contract:
    """rhythm: of `periods.RHYTHMS`, or `on_delivery` as of every order; aligned: `calendar` or `contract`; timing: `advance` or `arrears`;
    down_payment: the share of an order that is paid in advance, in percent."""

    id: int
    number: str
    customer_id: str
    customer_name: str
    subject: str
    order_number: str
    currency: str
    rhythm: str
    aligned: str
    timing: str
    first_on: date
    ends_on: date | None
    lines: Mapping[str, Line]
    down_payment: Decimal = ZERO

    @property
    def advance_subject(self) -> str:
        """What is claimed when its down payment is billed."""
        return f"contract:{self.id}:down_payment:once"

    def once_subject(self, line: str) -> str:
        """What is claimed when a line that is billed whole is billed."""
        return f"contract:{self.id}:{line}:once"


HEAD = ("customer_id", "customer_name", "subject", "order_number", "currency", "rhythm", "aligned", "timing")
CELLS = ("line", "name", "kind", "quantity", "unit", "price", "from_quantity", "from_on", "supply", "wanted")


def contract_of(told: Mapping[str, Any]) -> Contract:
    """Out of what `receivables.contract` answers: the fields of the form and its rows, those of later changes behind them."""
    first = day(told["first_on"])
    if first is None:
        raise ValueError("the contract has no first day")
    rows: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in told["lines"]:
        rows[row.get("line", "")].append(row)
    return Contract(
        id=int(told["id"]),
        number=told["number"],
        **{key: told.get(key, "") for key in HEAD},
        first_on=first,
        ends_on=day(told.get("ends_on", "")),
        lines={line: _line(line, own, first) for line, own in rows.items()},
        down_payment=number(told.get("down_payment", "")) or ZERO,
    )


def _line(line: str, rows: Sequence[Mapping[str, str]], first: date) -> Line:
    head = rows[0]
    return Line(
        line=line,
        name=head.get("name", ""),
        kind=head.get("kind", "") or "fixed",
        quantity=number(head.get("quantity", "")) or ZERO,
        unit=head.get("unit", ""),
        supply=head.get("supply", "") or "services",
        wanted=head.get("wanted", "") or "standard",
        prices=tuple(_prices(rows, first)),
    )


def _prices(rows: Sequence[Mapping[str, str]], first: date) -> Iterator[Price]:
    for row in rows:
        price = number(row.get("price", ""))
        if price is not None:
            yield Price(day(row.get("from_on", "")) or first, number(row.get("from_quantity", "")) or ZERO, price)
