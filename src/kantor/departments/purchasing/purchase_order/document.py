"""A purchase order that has been placed: what may be invoiced, at which price, and where it is booked."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kantor.departments.purchasing.fields import ORDER, ORDER_LINES
from kantor.words import Answers, Ask, Finding, Process, Reading, Rule, Severity, Step
from kantor.words.field import number

KEY = "purchasing.purchase_order"
FIELDS = ORDER
TABLES = (ORDER_LINES,)
SMALLEST = Decimal("0.000001")
PROCESS = Process(key=KEY, version=1, steps=(Step(key="verify", role="purchasing.clerk", when="findings"),))


def supplier(reading: Reading) -> Ask:
    return Ask("parties.party", (reading.text("supplier_id"),))


def same_number(reading: Reading) -> Ask:
    return Ask("purchasing.lines_of_order", (reading.text("order_number"),))


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (supplier(reading), same_number(reading))


def placed_once(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """The supplier is known and not blocked, and no order has this number yet."""
    known = answers.get(supplier(reading))
    if reading.text("supplier_id") and not known:
        evidence = {"name": reading.text("supplier_name") or reading.text("supplier_id")}
        yield Finding(key="purchasing.supplier_unknown", severity=Severity.STOP, field="supplier_id", evidence=evidence)
    elif known and known["blocked"]:
        yield Finding(key="purchasing.supplier_blocked", severity=Severity.LOOK, field="supplier_id", evidence={"name": known["name"]})
    if answers.get(same_number(reading)):
        evidence = {"order": reading.text("order_number")}
        yield Finding(key="purchasing.order_exists", severity=Severity.STOP, field="order_number", evidence=evidence)


def complete(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Head and every line are filled, quantities above zero, prices not below it."""
    for field in FIELDS:
        if field.required and not reading.text(field.key):
            yield Finding(key="purchasing.missing", severity=Severity.STOP, field=field.key, evidence={"name": field.key})
    if not reading.rows("lines"):
        yield Finding(key="purchasing.no_lines", severity=Severity.STOP, field="lines")
    for index, row in enumerate(reading.rows("lines")):
        for column, least in (("quantity", SMALLEST), ("price", Decimal(0))):
            value = number(row[column].text) if column in row else None
            if value is None or value < least:
                place, evidence = f"lines.{index}.{column}", {"line": str(index + 1)}
                yield Finding(key=f"purchasing.{column}", severity=Severity.STOP, field=place, evidence=evidence)


RULES = (
    Rule(key="purchasing.purchase_order.complete", judge=complete),
    Rule(key="purchasing.purchase_order.placed_once", judge=placed_once, asks=asks),
)
