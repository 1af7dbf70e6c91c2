"""A time sheet adds up its hours; a row with a contract is billed to it, on the line for hours where there is one alone."""

from decimal import Decimal

from kantor.departments.receivables.time_sheet.document import contract
from kantor.words import Answers, Reading, Source, Value
from kantor.words.field import Row, cell, number

USUAL = Source("suggestion", "usual")


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Pure. What was typed stays; the sum is made anew."""
    rows = tuple(_row(row, answers) for row in reading.rows("lines"))
    hours = sum((number(cell(row, "quantity")) or Decimal(0) for row in rows), Decimal(0))
    values = {**reading.values, "hours": Value(f"{hours:f}", Source("suggestion", "reckoned"))}
    return Reading(reader=reading.reader, values=values, tables={**reading.tables, "lines": rows}, document_id=reading.document_id)


def _row(row: Row, answers: Answers) -> Row:
    known = answers.get(contract(cell(row, "contract_number"))) or {}
    lines = sorted({one["line"] for one in known.get("lines", ()) if one["kind"] == "hours"})
    usual = {"billable": "yes" if cell(row, "contract_number") else "no", "line": lines[0] if len(lines) == 1 else ""}
    return {**row, **{key: Value(text, USUAL) for key, text in usual.items() if text and not cell(row, key)}}
