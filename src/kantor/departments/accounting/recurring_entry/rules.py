"""What must be right before an entry recurs: what is asked of every entry by hand, and days that can be counted."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.accounting.journal_entry.document import LINES
from kantor.departments.accounting.journal_entry.lines import asks
from kantor.departments.accounting.journal_entry.rules import accounts, balances, currency
from kantor.departments.accounting.journal_entry.taxes import fits
from kantor.departments.accounting.recurring_entry.document import FIELDS, KEY
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.dimensions import centres_known
from kantor.words.filled import filled

MOST_YEARS = 10


def days(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """The last day is not before the first, and not more than ten years behind it."""
    first, last = reading.date("first_on"), reading.date("last_on")
    if first is None or last is None:
        return
    if last < first or last.year - first.year > MOST_YEARS:
        evidence = {"first_on": first.isoformat(), "years": str(MOST_YEARS)}
        yield Finding(key="accounting.plan.days_wrong", severity=Severity.STOP, field="last_on", evidence=evidence)


RULES = (
    filled(KEY, FIELDS, LINES),
    Rule(key=f"{KEY}.balances", judge=balances),
    Rule(key=f"{KEY}.accounts", judge=accounts, asks=asks),
    Rule(key=f"{KEY}.currency", judge=currency, asks=asks),
    Rule(key=f"{KEY}.tax_fits", judge=fits, asks=asks),
    Rule(key=f"{KEY}.days", judge=days),
    centres_known(KEY, "first_on", "lines"),
)
