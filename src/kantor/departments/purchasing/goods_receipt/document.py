"""A goods receipt: what has come of which order, or with negative quantities what went back to the supplier."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.departments.purchasing.fields import RECEIPT, RECEIPT_LINES
from kantor.words import Answers, Ask, Finding, Process, Reading, Rule, Severity, Step
from kantor.words.field import number

KEY = "purchasing.goods_receipt"
FIELDS = RECEIPT
TABLES = (RECEIPT_LINES,)
PROCESS = Process(key=KEY, version=1, steps=(Step(key="verify", role="purchasing.clerk", when="findings"),))


def order_lines(reading: Reading) -> Ask:
    return Ask("purchasing.lines_of_order", (reading.text("order_number"),))


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (order_lines(reading), Ask("ledger.account_roles", ()))


def fits_its_order(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Every line names a line of the order; more than was ordered is looked at, and so is what goes back: no more than has come."""
    known = {str(line["line"]): line for line in answers.get(order_lines(reading)) or ()}
    if not known:
        yield Finding(
            key="purchasing.order_unknown", severity=Severity.STOP, field="order_number", evidence={"order": reading.text("order_number")}
        )
        return
    for index, row in enumerate(reading.rows("lines")):
        line = known.get(row["line"].text if "line" in row else "")
        quantity = number(row["quantity"].text) if "quantity" in row else None
        if line is None or not quantity:
            yield Finding(
                key="purchasing.line_unknown", severity=Severity.STOP, field=f"lines.{index}.line", evidence={"line": str(index + 1)}
            )
        elif quantity < 0:
            yield _going_back(index, -quantity, line)
        elif quantity > (number(line["ordered"]) or 0) - (number(line["received"]) or 0):
            yield Finding(
                key="purchasing.more_than_ordered",
                severity=Severity.LOOK,
                field=f"lines.{index}.quantity",
                evidence={"line": str(index + 1)},
            )


def _going_back(index: int, quantity: Decimal, line: Mapping[str, Any]) -> Finding:
    received = number(line["received"]) or Decimal(0)
    is_there = quantity <= received
    return Finding(
        key="purchasing.goods_returned" if is_there else "purchasing.more_than_received",
        severity=Severity.LOOK if is_there else Severity.STOP,
        field=f"lines.{index}.quantity",
        evidence={"line": str(index + 1), "quantity": f"{quantity:f}", "received": f"{received:f}"},
    )


RULES = (Rule(key="purchasing.goods_receipt.fits_its_order", judge=fits_its_order, asks=asks),)
