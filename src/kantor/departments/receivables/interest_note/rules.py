"""What must be right before interest is owed: an invoice that was late, days not charged before, and no more than the law gives."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.countries import law
from kantor.departments.receivables.interest_note.document import CLIENT, FIELDS, KEY, asks, late, open_period
from kantor.departments.receivables.interest_note.reckoning import ZERO, spans
from kantor.departments.receivables.one_item import meant, not_one
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.field import day
from kantor.words.filled import filled


def _found(key: str, severity: Severity, field: str, **evidence: Any) -> Finding:
    return Finding(key=f"{KEY}.{key}", severity=severity, field=field, evidence={name: str(what) for name, what in evidence.items()})


def days(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    known, until, on = meant(reading, answers.get(late(reading))), reading.date("until_on"), reading.date("charged_on")
    if on and (on > today or answers.get(open_period(reading)) is False):
        yield _found("day_impossible", Severity.STOP, "charged_on", on=on)
    if until and until > today:
        yield _found("day_to_come", Severity.STOP, "until_on", on=until)
    yield from not_one(reading, answers.get(late(reading)))
    if reading.text("reference") and not answers.get(late(reading)):
        yield _found("invoice_unknown", Severity.STOP, "reference", reference=reading.text("reference"))
    elif known and until:
        after = day(known["charged_until"] or known["due_on"]) or until
        if until <= after:
            yield _found("nothing_late", Severity.STOP, "until_on", after=after)


def amounts(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """By law; a contract may say otherwise, so more of it is looked at and not stopped."""
    known, client, until = meant(reading, answers.get(late(reading))), answers.get(CLIENT) or {}, reading.date("until_on")
    if not known or not until or not client.get("country"):
        return
    if known["currency"] != client.get("currency"):
        yield _found("another_currency", Severity.STOP, "currency", currency=known["currency"])
        return
    interest, lump_sum = (reading.number(key) or ZERO for key in ("interest", "lump_sum"))
    if interest < 0 or lump_sum < 0 or interest + lump_sum <= 0:
        yield _found("nothing_to_charge", Severity.STOP, "interest")
        return
    found = list(spans(known, until, client["country"]))
    by_law = sum((one.interest or ZERO for one in found), ZERO)
    if interest > by_law or any(one.interest is None for one in found):
        yield _found("more_than_law", Severity.LOOK, "interest", law=f"{by_law:.2f}")
    else:
        yield _found("by_law", Severity.OK, "interest", source=law(client["country"]).delays.source)
    yield from _lump_sum(lump_sum, known, client)


def _lump_sum(asked: Decimal, known: Mapping[str, Any], client: Mapping[str, Any]) -> Iterator[Finding]:
    """Once for an invoice and no more than the law gives; in another currency than the books' somebody fills it in."""
    delays, due = law(client["country"]).delays, day(known["due_on"])
    given = delays.lump_sum(Decimal(known["amount"]), due, is_business=known["is_business"]) if due else ZERO
    abroad = delays.lump_sum_currency != client["currency"]
    if asked and known["has_lump_sum"]:
        yield _found("lump_sum_twice", Severity.LOOK, "lump_sum", amount=_two(asked))
    elif asked and not abroad and asked > given:
        yield _found("lump_sum_too_high", Severity.LOOK, "lump_sum", amount=_two(asked))
    elif given and abroad and not known["has_lump_sum"]:
        yield _found("lump_sum_abroad", Severity.OK, "lump_sum", amount=_two(given), currency=delays.lump_sum_currency)


def _two(amount: Decimal) -> str:
    return f"{amount:.2f}"


RULES = (
    filled(KEY, FIELDS),
    Rule(key=f"{KEY}.days", judge=days, asks=asks),
    Rule(key=f"{KEY}.amounts", judge=amounts, asks=asks),
)
