"""Two- and three-way match: what was invoiced against what was ordered and what has come, within the tolerances of the match."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kantor.departments.payables.supplier_invoice import questions
from kantor.departments.payables.supplier_invoice.amounts import Row, amount, is_credit_note, total
from kantor.departments.payables.supplier_invoice.matching import MOST_PAIRS, pairs
from kantor.words import Answers, Finding, Reading, Severity
from kantor.words.field import cell, number

PREFIX = "payables.supplier_invoice"


def _look(key: str, field: str, **evidence: object) -> Finding:
    return Finding(
        key=f"{PREFIX}.{key}", severity=Severity.LOOK, field=field, evidence={name: str(value) for name, value in evidence.items()}
    )


def order_matched(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Where the invoice names an order, each line must find its order line, at its price, and received where goods are received."""
    if is_credit_note(reading):
        yield from _credited(reading)
    if is_credit_note(reading) or total(reading, "gross") < 0 or not reading.text("supplier_id"):
        return
    matches = defaultdict(list)
    for match in reading.rows("matches"):
        matches[cell(match, "line")].append(match)
    if not matches and pairs(reading, answers) > MOST_PAIRS:
        ordered = len(answers.get(questions.order_lines(reading)) or ())
        yield _look("too_many_to_match", "lines", lines=len(reading.rows("lines")), ordered=ordered)
        return
    named = reading.text("order_number") or next((text for row in reading.rows("lines") if (text := cell(row, "order_number"))), "")
    if named and not matches:
        yield _look("order_unknown", "order_number", order=named)
        return
    if not matches:
        return
    found = [one for index, line in enumerate(reading.rows("lines")) for one in _line(index, line, matches.get(str(index), []))]
    yield from found
    if not found:
        orders = ", ".join(sorted({cell(match, "order_number") for match in reading.rows("matches")}))
        yield Finding(key=f"{PREFIX}.order_matched", severity=Severity.OK, field="order_number", evidence={"orders": orders})


def _credited(reading: Reading) -> Iterator[Finding]:
    """What a credit note takes off what was invoiced of an order is open again: whether the goods went back, a person knows."""
    for match in reading.rows("matches"):
        line = int(amount(match, "line"))
        evidence = {"line": line + 1, "quantity": cell(match, "quantity"), "order": cell(match, "order_number")}
        yield _look("goods_credited", f"lines.{line}.quantity", **evidence)


def _line(index: int, line: Row, matches: list[Row]) -> Iterator[Finding]:
    """What is wrong with one line; nothing where quantity, receipt and price agree."""
    quantity = number(cell(line, "quantity"))
    if quantity is None or quantity <= 0:
        return
    matched = sum((amount(match, "line_quantity") for match in matches), Decimal(0))
    field = f"lines.{index}.quantity"
    if not matches:
        yield _look("not_ordered", field, line=index + 1, name=cell(line, "name"))
    elif matched < quantity:
        yield _look("more_than_ordered", field, line=index + 1, invoiced=quantity, open=matched)
    for match in matches:
        received, billed = amount(match, "received"), amount(match, "quantity")
        if cell(match, "clearing") == "yes" and received < billed:
            yield _look("not_received", field, line=index + 1, invoiced=billed, received=received)
        yield from _price(index, line, match)


def _price(index: int, line: Row, match: Row) -> Iterator[Finding]:
    field, ordered = f"lines.{index}.price", cell(match, "order_price")
    if cell(match, "price_agreed") == "yes":
        return
    if not cell(match, "price_difference"):
        yield _look("price_not_comparable", field, line=index + 1, ordered=f"{ordered} {cell(match, 'order_currency')}")
        return
    difference = amount(match, "price_difference")
    more = difference * amount(match, "quantity")
    yield _look("price_above_order", field, line=index + 1, price=cell(line, "price"), ordered=ordered, more=f"{more:.2f}")


MATCHING = (order_matched,)
