"""A budget adds up its months, and its revenue and expense; an account's amount is above zero on the side that is usual for it."""

from decimal import Decimal

from kantor.departments.accounting.budget.document import CLIENT, MONTHS, account
from kantor.words import Answers, Reading, Source, Value
from kantor.words.field import Row, cell, number

RECKONED = Source("suggestion", "reckoned")
ZERO = Decimal(0)


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Pure. What was typed stays; sums are made anew."""
    rows = tuple(_summed(row) for row in reading.rows("lines"))
    values = dict(reading.values)
    for key, what in {"currency": (answers.get(CLIENT) or {}).get("currency"), "basis": "plan", "control": "none"}.items():
        if what and not reading.text(key):
            values[key] = Value(str(what), Source("suggestion", "usual"))
    for kind in ("revenue", "expense"):
        own = (row for row in rows if (answers.get(account(cell(row, "account"))) or {}).get("kind") == kind)
        values[kind] = Value(f"{sum((number(cell(row, 'sum')) or ZERO for row in own), ZERO):.2f}", RECKONED)
    return Reading(reader=reading.reader, values=values, tables={"lines": rows}, document_id=reading.document_id)


def _summed(row: Row) -> Row:
    whole = sum((number(cell(row, month)) or ZERO for month in MONTHS), ZERO)
    return {**row, "sum": Value(f"{whole:.2f}", RECKONED)}
