"""What must be right before an order is confirmed: a customer who may buy, a number of its own, and lines that can be billed."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.departments.receivables.billing.limit import over_limit
from kantor.departments.receivables.contract.rules import CODE
from kantor.departments.receivables.sales_order.document import AT_ONCE, FIELDS, KEY, LINES, asks, credit_of, numbered, party, record
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.field import cell, number
from kantor.words.filled import filled

WHOLE = Decimal(100)


def _stop(key: str, field: str, **evidence: Any) -> Finding:
    return Finding(key=f"{KEY}.{key}", severity=Severity.STOP, field=field, evidence={name: str(what) for name, what in evidence.items()})


def head(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    known, kept, buyer = answers.get(numbered(reading)), answers.get(record(reading)), answers.get(party(reading))
    if reading.text("customer_id") and (not kept or kept["role"] != "customer"):
        yield _stop("no_customer", "customer_id")
    elif buyer and buyer["blocked"]:
        yield _stop("customer_blocked", "customer_id", name=buyer["name"])
    if known and known["id"] != reading.document_id:
        yield _stop("number_taken", "number", number=reading.text("number"), customer=known["customer_name"])
    ordered, share = reading.date("ordered_on"), reading.number("down_payment")
    if ordered and ordered > today:
        yield _stop("ordered_in_the_future", "ordered_on", on=ordered)
    if share is not None and not 0 <= share <= WHOLE:
        yield _stop("no_share", "down_payment", share=f"{share:f}")
    elif share and reading.text("billed") == AT_ONCE:
        yield _stop("down_payment_of_all", "down_payment")


def lines(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Each with a code of its own, a quantity above zero and a price not below it."""
    seen: set[str] = set()
    for index, row in enumerate(reading.rows("lines")):
        line, place = cell(row, "line"), f"lines.{index}"
        quantity, price = number(cell(row, "quantity")), number(cell(row, "price"))
        if not CODE.fullmatch(line):
            yield _stop("line_not_a_code", f"{place}.line", line=line)
        elif line in seen:
            yield _stop("line_twice", f"{place}.line", line=line)
        if quantity is not None and quantity <= 0:
            yield _stop("no_quantity", f"{place}.quantity", line=line)
        if price is not None and price < 0:
            yield _stop("price_below_zero", f"{place}.price", line=line)
        seen.add(line)


def credit(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """What is ordered counts against what the customer may owe; above it a second person decides."""
    net = reading.number("net")
    if net is not None:
        yield from over_limit(f"{KEY}.over_limit", answers.get(credit_of(reading)) or {}, net, reading.text("currency"))


RULES = (
    filled(KEY, FIELDS, LINES, needs_rows=True),
    Rule(key=f"{KEY}.head", judge=head, asks=asks),
    Rule(key=f"{KEY}.lines", judge=lines),
    Rule(key=f"{KEY}.credit", judge=credit, asks=asks),
)
