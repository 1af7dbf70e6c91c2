"""A purchase order that has been placed: what may be invoiced, at which price, and where it is booked."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kantor.departments.purchasing.fields import ORDER, ORDER_LINES
from kantor.words import Answers, Ask, Finding, Process, Reading, Rule, Severity, Step
from kantor.words.dimensions import centres_known
from kantor.words.field import number
from kantor.words.filled import faults

KEY = "purchasing.purchase_order"
FIELDS = ORDER
TABLES = (ORDER_LINES,)
CLIENT = Ask("access.client", ())
CONTROLS = {"warn": Severity.LOOK, "stop": Severity.STOP}
"""What a budget wants done with orders above it."""
SMALLEST = Decimal("0.000001")
PROCESS = Process(key=KEY, version=1, steps=(Step(key="verify", role="purchasing.clerk", when="findings"),))


def supplier(reading: Reading) -> Ask:
    return Ask("parties.party", (reading.text("supplier_id"),))


def same_number(reading: Reading) -> Ask:
    return Ask("purchasing.lines_of_order", (reading.text("order_number"),))


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (CLIENT, supplier(reading), same_number(reading), *budgets(reading))


def budgets(reading: Reading) -> dict[Ask, Decimal]:
    """What is left of the plan for each account and cost centre of the order, with what the order takes of it, net."""
    taken: dict[Ask, Decimal] = defaultdict(Decimal)
    for row in reading.rows("lines"):
        told = {key: row[key].text if key in row else "" for key in ("account", "cost_centre", "quantity", "price")}
        if told["account"]:
            amount = (number(told["quantity"]) or Decimal(0)) * (number(told["price"]) or Decimal(0))
            taken[Ask("accounting.budget_left", (told["account"], told["cost_centre"], reading.text("ordered_on")))] += amount
    return taken


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
    yield from faults(reading, FIELDS)
    if not reading.rows("lines"):
        yield Finding(key="purchasing.no_lines", severity=Severity.STOP, field="lines")
    for index, row in enumerate(reading.rows("lines")):
        for column, least in (("quantity", SMALLEST), ("price", Decimal(0))):
            value = number(row[column].text) if column in row else None
            if value is None or value < least:
                place, evidence = f"lines.{index}.{column}", {"line": str(index + 1)}
                yield Finding(key=f"purchasing.{column}", severity=Severity.STOP, field=place, evidence=evidence)


def within_budget(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """More than is left of the plan is looked at or stopped, as the budget itself says; orders in other currencies are not compared."""
    own = (answers.get(CLIENT) or {}).get("currency")
    if reading.text("currency") != own:
        return
    for ask, amount in budgets(reading).items():
        known = answers.get(ask)
        if known and known["control"] in CONTROLS and amount > Decimal(known["left"]):
            evidence = {"account": ask.about[0], "amount": f"{amount:.2f}", "left": known["left"], "plan": known["plan"]}
            yield Finding(key="purchasing.over_budget", severity=CONTROLS[known["control"]], field="lines", evidence=evidence)


RULES = (
    Rule(key="purchasing.purchase_order.complete", judge=complete),
    Rule(key="purchasing.purchase_order.placed_once", judge=placed_once, asks=asks),
    Rule(key="purchasing.purchase_order.within_budget", judge=within_budget, asks=asks),
    centres_known(KEY, "ordered_on", "lines"),
)
