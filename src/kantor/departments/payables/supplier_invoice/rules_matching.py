"""Two- and three-way match: what was invoiced against what was ordered and what has come, within tolerances."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kantor.departments.payables.supplier_invoice.amounts import Row, amount, cell, is_credit_note
from kantor.words import Answers, Finding, Reading, Severity
from kantor.words.field import number

PREFIX = "payables.supplier_invoice"
PRICE_PERCENT = Decimal(2)
PRICE_AMOUNT = Decimal("5.00")
QUANTITY_PERCENT = Decimal(0)


def _finding(key: str, severity: Severity, field: str, **evidence: object) -> Finding:
    return Finding(key=f"{PREFIX}.{key}", severity=severity, field=field, evidence={name: str(value) for name, value in evidence.items()})


def order_matched(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Where the invoice names an order, each line must find its order line, at its price, and received where goods are received."""
    if is_credit_note(reading) or not reading.text("supplier_id"):
        return
    matches = defaultdict(list)
    for match in reading.rows("matches"):
        matches[cell(match, "line")].append(match)
    named = bool(reading.text("order_number")) or any(cell(row, "order_number") for row in reading.rows("lines"))
    if named and not matches:
        yield _finding("order_unknown", Severity.LOOK, "order_number", order=reading.text("order_number"))
        return
    if not matches:
        return
    clean = True
    for index, line in enumerate(reading.rows("lines")):
        for found in _line(index, line, matches.get(str(index), [])):
            clean = False
            yield found
    if clean:
        yield _finding("order_matched", Severity.OK, "order_number", orders=", ".join(sorted(_orders(reading))))


def _orders(reading: Reading) -> set[str]:
    return {cell(match, "order_number") for match in reading.rows("matches")}


def _line(index: int, line: Row, matches: list[Row]) -> Iterator[Finding]:
    """What is wrong with one line; nothing where quantity, receipt and price agree within the tolerances."""
    quantity = number(cell(line, "quantity"))
    if quantity is None:
        return
    matched = sum((amount(match, "quantity") for match in matches), Decimal(0))
    if quantity - matched > quantity * QUANTITY_PERCENT / 100:
        yield _finding("more_than_ordered", Severity.LOOK, f"lines.{index}.quantity", line=index + 1, invoiced=quantity, open=matched)
    for match in matches:
        received = amount(match, "received")
        if cell(match, "clearing") == "yes" and received < amount(match, "quantity"):
            yield _finding(
                "not_received",
                Severity.LOOK,
                f"lines.{index}.quantity",
                line=index + 1,
                invoiced=cell(match, "quantity"),
                received=received,
            )
        ordered, price = amount(match, "order_price"), number(cell(line, "price"))
        if price is not None and price - ordered > max(ordered * PRICE_PERCENT / 100, Decimal(0)):
            more = (price - ordered) * amount(match, "quantity")
            if more > PRICE_AMOUNT:
                yield _finding(
                    "price_above_order", Severity.LOOK, f"lines.{index}.price", line=index + 1, price=price, ordered=ordered, more=more
                )


MATCHING = (order_matched,)
