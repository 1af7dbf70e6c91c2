"""What must be right before a filing is noted: the return stands, and the day can be."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.accounting.vat_filing.document import FIELDS, KEY, asks, return_of
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.filled import filled


def known(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """The return stands, and its period was over on the day."""
    stands, on = answers.get(return_of(reading)), reading.date("filed_on")
    if stands is None:
        yield Finding(key=f"{KEY}.unknown", severity=Severity.STOP, field="return_id", evidence={"return": reading.text("return_id")})
    elif on and not stands["until_on"] < on.isoformat() <= today.isoformat():
        yield Finding(key=f"{KEY}.not_that_day", severity=Severity.STOP, field="filed_on", evidence={"on": on.isoformat()})


RULES = (filled(KEY, FIELDS), Rule(key=f"{KEY}.known", judge=known, asks=asks))
