"""What must be right before a result is carried forward: the year is over, its last month takes the entry, something is left to carry."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.accounting.year_end.document import CARRIED_TO, FIELDS, KEY, ROLES, asks, results_of
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.filled import filled


def carries(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    if reading.number("year") is None:
        return
    told = answers.get(results_of(reading))
    if told is None:
        yield Finding(key=f"{KEY}.no_year", severity=Severity.STOP, field="year", evidence={"year": reading.text("year")})
        return
    about = {"day": told["ends_on"], "why": told["reason"]}
    if not told["balances"]:
        yield Finding(key=f"{KEY}.nothing", severity=Severity.STOP, field="year", evidence={"year": reading.text("year")})
    if told["state"] == "closed":
        yield Finding(key=f"{KEY}.closed", severity=Severity.STOP, field="year", evidence=about)
    if told["state"] == "held" and not reading.text("late_reason").strip():
        yield Finding(key=f"{KEY}.held", severity=Severity.STOP, field="late_reason", evidence=about)
    if told["ends_on"] >= today.isoformat():
        yield Finding(key=f"{KEY}.not_over", severity=Severity.LOOK, field="year", evidence=about)
    if CARRIED_TO not in (answers.get(ROLES) or {}):
        yield Finding(key=f"{KEY}.no_account", severity=Severity.STOP, evidence={"role": CARRIED_TO})


RULES = (filled(KEY, FIELDS), Rule(key=f"{KEY}.carries", judge=carries, asks=asks))
