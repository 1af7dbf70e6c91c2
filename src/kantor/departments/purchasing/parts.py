"""Effect parts of purchasing, pure records."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from kantor.words.effect import Part


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderedLine(Part):
    """A line of an order that has been placed. price: net for one unit in `currency`; clearing: goods come before the invoice;
    exchange_rate: units of the books' currency for one of that, None where they are one or no rate is known."""

    kind: ClassVar[str] = "purchasing.order_line"
    party_id: int
    order_number: str
    line: str
    article: str
    name: str
    unit: str
    ordered: Decimal
    price: Decimal
    currency: str
    clearing: bool
    account: str
    cost_centre: str
    ordered_on: date
    exchange_rate: Decimal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReceivedLine(Part):
    """So much of an order line has come."""

    kind: ClassVar[str] = "purchasing.received"
    order_number: str
    line: str
    quantity: Decimal
