"""The records of a match: invoice lines and open order lines go in, allocations and what is left over come out."""

from decimal import Decimal
from typing import NamedTuple


class InvoiceLine(NamedTuple):
    """A billed line. article_ids: the seller's, the buyer's and the standard number, as far as stated; quantity in `unit` (UN/ECE
    Rec 20 or a word for it); net_price per unit, net_amount after line discounts: None where not stated; references '' where absent."""

    no: str
    article_ids: tuple[str, ...]
    name: str
    quantity: Decimal
    unit: str
    net_price: Decimal | None
    net_amount: Decimal | None
    order_ref: str = ""
    order_line_ref: str = ""


class OrderLine(NamedTuple):
    """An open order line. key: how the caller knows it; ordered, received, invoiced: quantities so far in `unit`; net_price per unit."""

    key: str
    order_no: str
    line_no: str
    article: str
    name: str
    unit: str
    ordered: Decimal
    received: Decimal
    invoiced: Decimal
    net_price: Decimal
    currency: str


class Tolerances(NamedTuple):
    """What still counts as agreed. quantity_percent: how far an order line may be over-billed; price_percent, price_amount: how far
    the price may lie above the order, by either measure (amount: per allocation, in the invoice's currency)."""

    quantity_percent: Decimal = Decimal(0)
    price_percent: Decimal = Decimal(2)
    price_amount: Decimal = Decimal("5.00")


class Allocation(NamedTuple):
    """A part of an invoice line on an order line.

    quantity: in the unit of the order line; line_quantity: the same in the unit of the invoice line; received: how much of `quantity`
    has come and was not billed before; price_difference: billed less ordered price per unit of the order, None where the currencies
    differ or no price is stated; price_agreed: it is known and not above the order by more than the tolerance; evidence: why
    (`order_line`, `order`, `article`, `name`, `similar_name`, `price`, `quantity`).
    """

    line_no: str
    order_key: str
    quantity: Decimal
    line_quantity: Decimal
    received: Decimal
    price_difference: Decimal | None
    price_agreed: bool
    evidence: tuple[str, ...]


class Rest(NamedTuple):
    """What of an invoice line found no order line, in its own unit. reason_key: `no_order_line`, `more_than_ordered` or
    `not_countable` (no positive quantity)."""

    line_no: str
    quantity: Decimal
    reason_key: str


class Match(NamedTuple):
    """The outcome: allocations by invoice line, and what is left over."""

    allocations: tuple[Allocation, ...]
    rest: tuple[Rest, ...]

    @property
    def complete(self) -> bool:
        """Every line is allocated in full."""
        return not self.rest
