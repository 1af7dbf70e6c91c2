"""What must be right before a currency is revalued: a closing day whose month takes the entry, a rate, and something to value."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.accounting.revaluation.document import CLIENT, FIELDS, GAIN, KEY, LOSS, ROLES, asks, period_of, positions_of
from kantor.departments.accounting.revaluation.valuing import differences
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.filled import filled
from kantor.words.rates import rate_looked_at


def _found(key: str, field: str | None, **evidence: str) -> Finding:
    return Finding(key=f"{KEY}.{key}", severity=Severity.STOP, field=field, evidence=evidence)


def closing_day(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """The day is the last of a period that takes the entry."""
    on = reading.date("on")
    if on is None:
        return
    periods = answers.get(period_of(on)) or [] if reading.text("currency") else []
    if periods and periods[0]["ends_on"] != on.isoformat():
        yield _found("no_closing_day", "on", day=on.isoformat(), ends_on=periods[0]["ends_on"])
    elif reading.text("currency") and (not periods or periods[0]["state"] == "closed"):
        yield _found("closed", "on", day=on.isoformat())
    elif periods and periods[0]["state"] == "held" and not reading.text("late_reason").strip():
        yield _found("month_held", "late_reason", day=on.isoformat())


def valued(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """The rate is above zero, the currency another one, and something is owed or held in it that changes."""
    on, currency, rate = reading.date("on"), reading.text("currency"), reading.number("rate")
    client = answers.get(CLIENT) or {}
    own = str(client.get("currency", ""))
    if rate is not None and rate <= 0:
        yield _found("rate_not_above_zero", "rate", rate=str(rate))
    elif currency and currency == own:
        yield _found("own_currency", "currency", currency=currency)
    elif on and currency and rate and own:
        positions = answers.get(positions_of(on, currency)) or []
        if not differences(positions, rate, own, str(client.get("country", ""))):
            yield _found("nothing", "currency", currency=currency, day=on.isoformat())
    known = answers.get(ROLES) or {}
    for role in (GAIN, LOSS):
        if role not in known:
            yield _found("no_account", None, role=role)


def likely_rate(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """The rate lies near the last one known."""
    yield from rate_looked_at(reading, answers, ("rate", reading.text("currency"), reading.date("on")))


RULES = (
    filled(KEY, FIELDS),
    Rule(key=f"{KEY}.closing_day", judge=closing_day, asks=asks),
    Rule(key=f"{KEY}.valued", judge=valued, asks=asks),
    Rule(key=f"{KEY}.likely_rate", judge=likely_rate, asks=asks),
)
