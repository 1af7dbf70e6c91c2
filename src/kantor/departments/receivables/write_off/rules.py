"""What must be right before something is written off: it is open, no more than that goes, and the tax follows the law."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.countries import law
from kantor.departments.receivables.one_item import meant, not_one
from kantor.departments.receivables.write_off.document import CLIENT, FIELDS, KEY, asks, item, open_period
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.field import day
from kantor.words.filled import faults


def _found(key: str, severity: Severity, field: str, **evidence: Any) -> Finding:
    return Finding(key=f"{KEY}.{key}", severity=severity, field=field, evidence={name: str(what) for name, what in evidence.items()})


def complete(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    yield from faults(reading, FIELDS)
    on = reading.date("written_off_on")
    if reading.text("written_off_on") and (on is None or on > today or answers.get(open_period(reading)) is False):
        yield _found("day_impossible", Severity.STOP, "written_off_on", on=reading.text("written_off_on"))


def still_open(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    known, amount = meant(reading, answers.get(item(reading))), reading.number("amount")
    found = answers.get(item(reading))
    if reading.text("reference") and not found:
        yield _found("nothing_open", Severity.STOP, "reference", reference=reading.text("reference"))
    yield from not_one(reading, found)
    if known and (amount is None or not 0 < amount <= Decimal(known["open"])):
        yield _found("amount_impossible", Severity.STOP, "amount", amount=reading.text("amount"), open=known["open"])
    if known and reading.text("currency") and reading.text("currency") != known["currency"]:
        yield _found("another_currency", Severity.STOP, "currency", currency=known["currency"])


def tax(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """The tax comes back only where and when the law says so."""
    known, client, on = meant(reading, answers.get(item(reading))), answers.get(CLIENT) or {}, reading.date("written_off_on")
    due = day(known["due_on"]) if known else None
    if not known or due is None or on is None or not client.get("country"):
        return
    delays = law(client["country"]).delays
    given_back = delays.gives_tax_back(due, on)
    if reading.text("vat") == "corrected" and not given_back:
        yield _found("tax_not_given_back", Severity.STOP, "vat", due=known["due_on"])
    elif given_back:
        yield _found("tax_given_back", Severity.OK, "vat", source=delays.relief_source)


RULES = tuple(Rule(key=f"{KEY}.{judge.__name__}", judge=judge, asks=asks) for judge in (complete, still_open, tax))
