"""The rules of a mandate: it is complete, its numbers are right, and it is new, or ends one that stands."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from kantor.countries import check_iban
from kantor.departments.treasury.mandate.document import FIELDS, KEY
from kantor.engines.payments import is_creditor_id
from kantor.words import Answers, Ask, Finding, Reading, Rule, Severity
from kantor.words.field import day
from kantor.words.filled import faults, unreadable

MOST_REFERENCE = 35
NOTICE_DAYS = 14
"""Before a direct debit the debtor is told of it, fourteen days unless a shorter time is agreed (EPC016-06, 4.1)."""


def standing(reading: Reading) -> Ask:
    return Ask("treasury.mandate", (reading.text("reference"),))


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (standing(reading),)


def judge(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    known = answers.get(standing(reading))
    if known is not None:
        yield from _ending(reading, known)
        return
    yield from faults(reading, FIELDS)
    if reading.text("iban") and not check_iban(reading.text("iban")).valid:
        yield _finding("iban_wrong", "iban", iban=reading.text("iban"))
    if reading.text("creditor_id") and not is_creditor_id(reading.text("creditor_id")):
        yield _finding("creditor_id_wrong", "creditor_id", id=reading.text("creditor_id"))
    if len(reading.text("reference")) > MOST_REFERENCE:
        yield _finding("reference_long", "reference", most=MOST_REFERENCE)
    days = reading.number("notice_days")
    if days is not None and (days != days.to_integral_value() or not 1 <= days <= NOTICE_DAYS):
        yield _finding("notice_days_wrong", "notice_days", most=NOTICE_DAYS, asked=days)
    signed_on = reading.date("signed_on")
    if signed_on and signed_on > today:
        yield _finding("signed_later", "signed_on", on=signed_on)


def _ending(reading: Reading, known: dict[str, Any]) -> Iterator[Finding]:
    """What stands already can only be ended, and by whoever it belongs to."""
    ends_on, given = reading.date("ends_on"), day(known.get("ends_on", ""))
    if reading.text("ends_on") and ends_on is None:
        yield unreadable("ends_on", reading.text("ends_on"))
    elif ends_on is None:
        yield _finding("stands_already", "reference", reference=reading.text("reference"), party=known["party"])
    elif reading.text("party_id") != str(known["party_id"]):
        yield _finding("of_another", "party_id", reference=reading.text("reference"), party=known["party"])
    elif given and ends_on > given:
        yield _finding("later_than_given", "ends_on", reference=reading.text("reference"), given=given, asked=ends_on)


def _finding(key: str, field: str, **evidence: Any) -> Finding:
    return Finding(key=f"{KEY}.{key}", severity=Severity.STOP, field=field, evidence={name: str(text) for name, text in evidence.items()})


RULES = (Rule(key=f"{KEY}.judge", judge=judge, asks=asks),)
