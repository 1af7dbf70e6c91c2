"""Matches the lines of an invoice with open lines of orders and what was received of them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from kantor.departments.payables.supplier_invoice import questions
from kantor.departments.payables.supplier_invoice.amounts import Row, amount, is_credit_note
from kantor.engines.matching import Allocation, InvoiceLine, OrderLine, Tolerances, match, units_per
from kantor.words import Answers, Reading, Source, Value
from kantor.words.field import cell, number

TOLERANCES = Tolerances()
"""The one place where it is said what still counts as agreed; rules only read what the match made of it."""
MOST_PAIRS = 200_000
"""Invoice lines times open order lines up to which they are compared: two seconds of computing, while the database waits for the answer."""
Order = Mapping[str, Any]


def matches(reading: Reading, answers: Answers) -> Sequence[Row]:
    """A row for each allocation: line, order line, how much in the unit of either, at which price it was ordered, what of it has come.

    What a person matched stays, completed with what the order says. A credit note is matched with what was invoiced, where its price is
    that of the order: it takes goods back. One that only lowers a price is none of an order's business.
    """
    orders = {str(order["id"]): order for order in answers.get(questions.order_lines(reading)) or ()}
    kept = [row for row in reading.rows("matches") if any(value.source.kind == "person" for value in row.values())]
    if kept:
        return [_kept(row, orders.get(cell(row, "order_line_id")), reading, answers) for row in kept]
    if not orders or pairs(reading, answers) > MOST_PAIRS:
        return ()
    is_credit = is_credit_note(reading)
    lines = [_line(index, row, reading) for index, row in enumerate(reading.rows("lines"))]
    found = match(
        lines,
        [_creditable(order) if is_credit else _order(order) for order in orders.values()],
        currency=reading.text("currency"),
        tolerances=TOLERANCES,
    )
    rows = []
    for one in found.allocations:
        order = orders[one.order_key]
        if is_credit and not _is_its_price(one, order):
            continue
        shares: dict[str, object] = {
            "line": one.line_no,
            "line_quantity": one.line_quantity,
            "quantity": one.quantity,
            "received": one.received,
        }
        price = {"price_difference": _plain(one.price_difference), "price_agreed": _yes(one.price_agreed)}
        rows.append(_row(shares | price | {"evidence": " ".join(one.evidence)}, order, answers))
    return rows


def pairs(reading: Reading, answers: Answers) -> int:
    """How many comparisons a match takes at most."""
    return len(reading.rows("lines")) * len(answers.get(questions.order_lines(reading)) or ())


def _row(given: Mapping[str, object], order: Order, answers: Answers) -> dict[str, Value]:
    source = Source("suggestion", "order")
    said = {
        "order_line_id": order["id"],
        "order_number": order["order_number"],
        "unit": order["unit"],
        "order_price": order["price"],
        "order_currency": order["currency"],
        "clearing": _yes(_is_cleared(order, answers)),
        "account": order["account"],
        "cost_centre": order["cost_centre"],
    }
    return {key: Value(str(text), source) for key, text in {**said, **given}.items()}


def _is_cleared(order: Order, answers: Answers) -> bool:
    """Whether receipts of this line wait on the clearing account: only what was ordered in the client's own currency is valued there."""
    client = answers.get(questions.CLIENT) or {}
    return bool(order["clearing"]) and order["currency"] == client.get("currency")


def _kept(row: Row, order: Order | None, reading: Reading, answers: Answers) -> Row:
    """A person's match with what the order says about it; as it is where the order line is not open any more."""
    if order is None:
        return row
    typed = {key: value for key, value in row.items() if value.source.kind == "person"}
    lines = reading.rows("lines")
    line = lines[int(cell(row, "line"))] if cell(row, "line").isdigit() and int(cell(row, "line")) < len(lines) else {}
    per_unit = units_per(cell(line, "unit"), order["unit"]) or Decimal(1)
    quantity = amount(row, "quantity") if cell(row, "quantity") else amount(line, "quantity") * per_unit
    billed = amount(line, "net") / amount(line, "quantity") / per_unit if amount(line, "quantity") else Decimal(0)
    ordered = Decimal(order["price"])
    comparable = order["currency"] == reading.text("currency")
    difference = billed - ordered if comparable else None
    agreed = difference is not None and (
        difference * 100 <= ordered * TOLERANCES.price_percent or difference * quantity <= TOLERANCES.price_amount
    )
    come = max(Decimal(order["received"]) - Decimal(order["invoiced"]), Decimal(0))
    given: dict[str, object] = {
        "quantity": quantity,
        "line_quantity": quantity / per_unit,
        "received": min(quantity, come),
        "price_difference": _plain(difference),
        "price_agreed": _yes(agreed),
    }
    return {**_row(given, order, answers), **typed}


def _line(index: int, row: Row, reading: Reading) -> InvoiceLine:
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


def _order(order: Order) -> OrderLine:
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


def _creditable(order: Order) -> OrderLine:
    """What can be credited of the line: what was invoiced of it."""
    return _order(order)._replace(ordered=Decimal(order["invoiced"]), invoiced=Decimal(0))


def _is_its_price(one: Allocation, order: Order) -> bool:
    """Whether goods are credited at the price at which they were ordered, in either direction."""
    return one.price_difference is not None and abs(one.price_difference) * 100 <= Decimal(order["price"]) * TOLERANCES.price_percent


def _plain(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"


def _yes(true: bool) -> str:
    return "yes" if true else "no"
