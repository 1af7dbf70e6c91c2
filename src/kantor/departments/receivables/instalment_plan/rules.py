"""What must be right before an invoice is paid in instalments: it is open, they come to the same, and follow one another."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.departments.receivables.instalment_plan.document import FIELDS, INSTALMENTS, KEY, asks, item, open_period
from kantor.departments.receivables.one_item import meant, not_one
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.field import cell, day, number
from kantor.words.filled import filled

ZERO = Decimal(0)


def _stop(key: str, field: str, **evidence: Any) -> Finding:
    return Finding(key=f"{KEY}.{key}", severity=Severity.STOP, field=field, evidence={name: str(what) for name, what in evidence.items()})


def still_open(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Instalments come to what is open now, each above zero."""
    known = meant(reading, answers.get(item(reading)))
    yield from not_one(reading, answers.get(item(reading)))
    if reading.text("reference") and not answers.get(item(reading)):
        yield _stop("not_open", "reference", reference=reading.text("reference"))
    amounts = [number(cell(row, "amount")) or ZERO for row in reading.rows("instalments")]
    if known and amounts and (sum(amounts, ZERO) != Decimal(known["open"]) or min(amounts) <= 0 or len(amounts) < 2):
        yield _stop("sum_differs", "instalments", whole=f"{sum(amounts, ZERO):f}", open=known["open"])


def days(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    on = reading.date("agreed_on")
    if on and (on > today or answers.get(open_period(reading)) is False):
        yield _stop("day_cannot_be", "agreed_on", on=on)
    before = on
    for index, row in enumerate(reading.rows("instalments")):
        due = day(cell(row, "due_on"))
        if due and before and due <= before:
            yield _stop("out_of_order", f"instalments.{index}.due_on", due=due)
        before = due or before


RULES = (
    filled(KEY, FIELDS, INSTALMENTS, needs_rows=True),
    Rule(key=f"{KEY}.still_open", judge=still_open, asks=asks),
    Rule(key=f"{KEY}.days", judge=days, asks=asks),
)
