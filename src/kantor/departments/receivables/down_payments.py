"""The down payments of orders: what their invoices say was ordered, and from which invoice they are taken off."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from kantor.departments.receivables.billing.agreed import ZERO, Contract
from kantor.departments.receivables.customer_invoice.document import DOWN_PAYMENT
from kantor.departments.receivables.invoices import told_of
from kantor.departments.receivables.queries import QUERIES

Rows = list[dict[str, Any]]
CELLS = ("name", "quantity", "unit", "price", "supply", "wanted")


class Advance(NamedTuple):
    """The invoice that asked for a down payment. is_left: nothing is taken off of it yet."""

    number: str
    net: Decimal
    is_left: bool


def advances(orders: Iterable[Contract]) -> dict[str, Advance]:
    """By what each order's down payment is claimed as; orders whose down payment is not billed are missing."""
    subjects = [order.advance_subject for order in orders if order.down_payment]
    if not subjects:
        return {}
    billed = {row.subject: row.number for row in QUERIES.rows("billed_by", subjects=subjects, begins=[])}
    known = {row.number: told_of(row) for row in QUERIES.rows("invoices", numbers=sorted(billed.values()))}
    return {subject: _advance(known[number]) for subject, number in billed.items() if number in known}


def _advance(told: Mapping[str, Any]) -> Advance:
    """A part of it that was credited is not taken off any more; what is left is, whole."""
    gross = Decimal(told["gross"])
    return Advance(told["number"], Decimal(told["net"]), gross > 0 and Decimal(told["rest"]) >= gross)


def with_advance(rows: Rows, lines: Sequence[Mapping[str, str]], advance: Advance | None, *, is_asked_for: bool) -> Rows:
    """What is due of an order. Its down payment is taken off whole: while its invoice waits, and until more is performed than it asked
    for, the rest waits as well. lines: of the order; is_asked_for: an invoice asks for the down payment, decided on or not."""
    if not is_asked_for:
        ordered = [{key: line[key] for key in CELLS if line.get(key)} for line in lines if line.get("name")]
        return [{**row, "ordered": ordered} if row["type_code"] == DOWN_PAYMENT else row for row in rows]
    if advance is None:
        return [{**row, "waits": "yes"} for row in rows]
    if not advance.is_left:
        return rows
    if sum((Decimal(row["net"]) for row in rows), ZERO) < advance.net:
        return [{**row, "waits": "yes"} for row in rows]
    return [{**row, "advances": [advance.number]} for row in rows]
