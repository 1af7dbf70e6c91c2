"""What must be right before a cost centre is kept: its days, and that what it belongs to is there and does not belong to it."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.accounting.cost_centre.document import FIELDS, KEY, above_of, asks
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.filled import filled


def placed(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    first, last = reading.date("from_on"), reading.date("until_on")
    if first and last and last < first:
        yield Finding(key=f"{KEY}.days", severity=Severity.STOP, field="until_on", evidence={"from_on": first.isoformat()})
    code, above = reading.text("code").strip(), reading.text("above").strip()
    if not above:
        return
    kept = answers.get(above_of(reading)) or {}
    if above == code or code in kept.get("above", ()):
        yield Finding(key=f"{KEY}.circle", severity=Severity.STOP, field="above", evidence={"code": code, "above": above})
    elif "name" not in kept:
        yield Finding(key=f"{KEY}.nothing_above", severity=Severity.STOP, field="above", evidence={"above": above})


RULES = (filled(KEY, FIELDS), Rule(key=f"{KEY}.placed", judge=placed, asks=asks))
