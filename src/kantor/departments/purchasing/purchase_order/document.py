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
from kantor.words.rates import last_rates_asked, rate_last_known, rate_looked_at

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
    rates = last_rates_asked(reading.text("currency"), reading.date("ordered_on"))
    return (CLIENT, supplier(reading), same_number(reading), *budgets(reading), *rates)


def rate_of(reading: Reading, answers: Answers, own: str) -> Decimal | None:
    """Units of the books' currency (`own`) for one of the order's: typed, else the last one known; None where none is."""
    if reading.text("currency") == own:
        return Decimal(1)
    typed, on = reading.number("exchange_rate"), reading.date("ordered_on")
    if typed is not None and typed > 0:
        return typed
    known = rate_last_known(answers, reading.text("currency"), on) if on else None
    return Decimal(known["rate"]) if known else None


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
    """More than is left of the plan is looked at or stopped, as the budget itself says; in another currency at the rate that was typed or
    known last. Where none is, somebody looks."""
    rate = rate_of(reading, answers, str((answers.get(CLIENT) or {}).get("currency", "")))
    held = {ask: known for ask in budgets(reading) if (known := answers.get(ask)) and known["control"] in CONTROLS}
    if rate is None:
        if held:
            evidence = {"currency": reading.text("currency")}
            yield Finding(key="purchasing.rate_unknown", severity=Severity.LOOK, field="exchange_rate", evidence=evidence)
        return
    for ask, known in held.items():
        worth = budgets(reading)[ask] * rate
        if worth > Decimal(known["left"]):
            evidence = {"account": ask.about[0], "amount": f"{worth:.2f}", "left": known["left"], "plan": known["plan"]}
            yield Finding(key="purchasing.over_budget", severity=CONTROLS[known["control"]], field="lines", evidence=evidence)


def likely_rate(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """A rate that was typed lies near the last one known."""
    yield from rate_looked_at(reading, answers, ("exchange_rate", reading.text("currency"), reading.date("ordered_on")))


RULES = (
    Rule(key="purchasing.purchase_order.complete", judge=complete),
    Rule(key="purchasing.purchase_order.placed_once", judge=placed_once, asks=asks),
    Rule(key="purchasing.purchase_order.within_budget", judge=within_budget, asks=asks),
    Rule(key="purchasing.purchase_order.likely_rate", judge=likely_rate, asks=asks),
    centres_known(KEY, "ordered_on", "lines"),
)
