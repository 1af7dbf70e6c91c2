"""Matches the lines of an invoice with open lines of orders and what was received of them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from kantor.departments.payables.supplier_invoice import questions
from kantor.departments.payables.supplier_invoice.amounts import cell
from kantor.engines.matching import Allocation, InvoiceLine, OrderLine, match
from kantor.words import Answers, Reading, Source, Value
from kantor.words.field import number

Row = dict[str, Value]


def matches(reading: Reading, answers: Answers) -> Sequence[Row]:
    """A row for each allocation: which line, which order line, how much, at which price it was ordered and how much of it has come."""
    orders = {str(order["id"]): order for order in answers.get(questions.order_lines(reading)) or ()}
    if not orders:
        return ()
    lines = [_line(index, row, reading) for index, row in enumerate(reading.rows("lines"))]
    found = match(lines, [_order(order) for order in orders.values()], currency=reading.text("currency"))
    return [_row(allocation, orders[allocation.order_key]) for allocation in found.allocations]


def _line(index: int, row: Any, reading: Reading) -> InvoiceLine:
    ids = tuple(text for key in ("article", "buyer_article", "standard_article") if (text := cell(row, key)))
    return InvoiceLine(
        no=str(index),
        article_ids=ids,
        name=cell(row, "name"),
        quantity=number(cell(row, "quantity")) or Decimal(0),
        unit=cell(row, "unit"),
        net_price=number(cell(row, "price")),
        net_amount=number(cell(row, "net")),
        order_ref=cell(row, "order_number") or reading.text("order_number"),
        order_line_ref=cell(row, "order_line"),
    )


def _order(order: dict[str, Any]) -> OrderLine:
    return OrderLine(
        key=str(order["id"]),
        order_no=order["order_number"],
        line_no=str(order["line"]),
        article=order["article"],
        name=order["name"],
        unit=order["unit"],
        ordered=Decimal(order["ordered"]),
        received=Decimal(order["received"]),
        invoiced=Decimal(order["invoiced"]),
        net_price=Decimal(order["price"]),
        currency=order["currency"],
    )


def _row(allocation: Allocation, order: dict[str, Any]) -> Row:
    source = Source("suggestion", "order")

    def value(text: object) -> Value:
        return Value(str(text), source)

    return {
        "line": value(allocation.line_no),
        "order_line_id": value(order["id"]),
        "order_number": value(order["order_number"]),
        "quantity": value(allocation.quantity),
        "order_price": value(order["price"]),
        "received": value(allocation.received),
        "clearing": value("yes" if order["clearing"] else "no"),
        "account": value(order["account"]),
        "cost_centre": value(order["cost_centre"]),
    }
