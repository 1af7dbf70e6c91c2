"""What must be right before a budget holds: known accounts of the result, each with its cost centre once, a year that can be."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.accounting.budget.document import FIELDS, KEY, LINES, account, asks
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.field import cell
from kantor.words.filled import filled

YEARS_AHEAD = 10


def year(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    text = reading.text("year")
    if text and not (text.isascii() and text.isdigit() and abs(int(text) - today.year) <= YEARS_AHEAD):
        yield Finding(key=f"{KEY}.year_impossible", severity=Severity.STOP, field="year", evidence={"year": text})
    if not reading.rows("lines"):
        yield Finding(key=f"{KEY}.no_lines", severity=Severity.STOP, field="lines")


def accounts(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Budgets are for revenue and expense; what is bought as an asset is planned with the orders for it."""
    seen: set[tuple[str, str]] = set()
    for index, row in enumerate(reading.rows("lines")):
        number, centre = cell(row, "account"), cell(row, "cost_centre")
        known = answers.get(account(number)) if number else None
        place = f"lines.{index}.account"
        if number and (not known or known["kind"] not in ("revenue", "expense")):
            yield Finding(key=f"{KEY}.no_account_of_result", severity=Severity.STOP, field=place, evidence={"account": number})
        if (number, centre) in seen:
            yield Finding(key=f"{KEY}.line_twice", severity=Severity.STOP, field=place, evidence={"account": number})
        seen.add((number, centre))


RULES = (
    filled(KEY, FIELDS, LINES),
    Rule(key=f"{KEY}.year", judge=year),
    Rule(key=f"{KEY}.accounts", judge=accounts, asks=asks),
)
