"""What must be right before periods change: they are whole, they are not that way already, and who reopens them knows what is locked."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from kantor.departments.accounting.period_change.document import FIELDS, KEY
from kantor.words import Answers, Ask, Finding, Reading, Rule, Severity
from kantor.words.filled import filled

STATES = {"hold": "held", "close": "closed", "reopen": "open"}


def within(reading: Reading) -> Ask:
    """The periods that share days with those of the document."""
    return Ask("ledger.periods_within", (reading.text("from_on"), reading.text("until_on")))


def in_the_way(reading: Reading) -> Ask:
    """What the house and its people have not put in order yet."""
    return Ask("accounting.in_the_way_of_closing", (reading.text("from_on"), reading.text("until_on")))


def asks(reading: Reading) -> tuple[Ask, ...]:
    if not (reading.date("from_on") and reading.date("until_on")):
        return ()
    return (within(reading), in_the_way(reading)) if reading.text("change") == "close" else (within(reading),)


def possible(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """The days are the first and the last of periods, and at least one of these changes."""
    first, last = reading.date("from_on"), reading.date("until_on")
    if first is None or last is None or reading.text("change") not in ("file", "unfile", *STATES):
        return
    periods = answers.get(within(reading)) or []
    told = {"from_on": first.isoformat(), "until_on": last.isoformat()}
    if first > last or not periods:
        yield Finding(key=f"{KEY}.no_periods", severity=Severity.STOP, field="from_on", evidence=told)
    elif (starts := periods[0]["starts_on"]) != told["from_on"] or periods[-1]["ends_on"] != told["until_on"]:
        whole = {"starts_on": starts, "ends_on": periods[-1]["ends_on"]}
        yield Finding(key=f"{KEY}.not_whole", severity=Severity.STOP, field="until_on", evidence=whole)
    elif not any(_changes(period, reading.text("change")) for period in periods):
        yield Finding(key=f"{KEY}.is_so", severity=Severity.STOP, field="change", evidence=told)
    elif reading.text("change") == "close" and last >= today:
        yield Finding(key=f"{KEY}.not_over", severity=Severity.LOOK, field="until_on", evidence=told)


def in_order(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Whoever agrees to closing knows what is not in order; whether it matters is for the two to decide."""
    told = (answers.get(in_the_way(reading)) or {}) if reading.text("change") == "close" else {}
    if told.get("checks"):
        yield Finding(key=f"{KEY}.checks_open", severity=Severity.LOOK, evidence={"number": str(len(told["checks"]))})
    if told.get("items"):
        yield Finding(key=f"{KEY}.items_open", severity=Severity.LOOK, evidence={"items": ", ".join(told["items"])})


def _changes(period: dict[str, Any], change: str) -> bool:
    if change in STATES:
        return bool(period["state"] != STATES[change])
    return bool(period["filed"] != (change == "file"))


RULES = (
    filled(KEY, FIELDS),
    Rule(key=f"{KEY}.possible", judge=possible, asks=asks),
    Rule(key=f"{KEY}.in_order", judge=in_order, asks=asks),
)
