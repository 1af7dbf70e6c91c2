"""A purchase order that has been placed: what may be invoiced, at which price, and where it is booked."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.purchasing.fields import ORDER, ORDER_LINES
from kantor.words import Answers, Finding, Process, Reading, Rule, Severity, Step
from kantor.words.field import number

KEY = "purchasing.purchase_order"
FIELDS = ORDER
TABLES = (ORDER_LINES,)
PROCESS = Process(key=KEY, version=1, steps=(Step(key="verify", role="purchasing.clerk", when="findings"),))


def complete(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Head and every line are filled, quantities above zero."""
    for field in FIELDS:
        if field.required and not reading.text(field.key):
            yield Finding(key="purchasing.missing", severity=Severity.STOP, field=field.key, evidence={"name": field.key})
    if not reading.rows("lines"):
        yield Finding(key="purchasing.no_lines", severity=Severity.STOP, field="lines")
    for index, row in enumerate(reading.rows("lines")):
        quantity = number(row["quantity"].text) if "quantity" in row else None
        if quantity is None or quantity <= 0:
            yield Finding(
                key="purchasing.quantity", severity=Severity.STOP, field=f"lines.{index}.quantity", evidence={"line": str(index + 1)}
            )


RULES = (Rule(key="purchasing.purchase_order.complete", judge=complete),)
