"""What must be right before an entry of a plan is posted: all that is asked of one by hand, and that nobody typed what was not planned."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.accounting.journal_entry import rules
from kantor.departments.accounting.journal_entry.lines import asks
from kantor.departments.accounting.journal_entry.taxes import fits
from kantor.departments.accounting.scheduled_entry.document import FIELDS, KEY, LINES
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.dimensions import centres_known
from kantor.words.filled import filled

PERSON = "person"


def as_planned(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """It was decided on with its plan; what a person typed was not, so a second one decides, whatever the amount."""
    typed = next((address for address, value in reading.every() if value.source.kind == PERSON and value.text), None)
    if typed is not None:
        yield Finding(key=f"{KEY}.typed", severity=Severity.LOOK, field=typed, two_people=True)


RULES = (
    filled(KEY, FIELDS, LINES),
    Rule(key=f"{KEY}.balances", judge=rules.balances),
    Rule(key=f"{KEY}.in_open_period", judge=rules.in_open_period, asks=asks),
    Rule(key=f"{KEY}.accounts", judge=rules.accounts, asks=asks),
    Rule(key=f"{KEY}.currency", judge=rules.currency, asks=asks),
    Rule(key=f"{KEY}.tax_fits", judge=fits, asks=asks),
    Rule(key=f"{KEY}.as_planned", judge=as_planned),
    centres_known(KEY, "booked_on", "lines"),
)
