"""The quantity of a meter is what it moved on since the reading before."""

from kantor.departments.receivables.usage_report.document import contract
from kantor.words import Answers, Reading, Source, Value
from kantor.words.field import Row, cell, number


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Pure. A quantity that was typed stays."""
    values = dict(reading.values)
    if known := answers.get(contract(reading)):
        values["customer_name"] = Value(str(known["customer_name"]), Source("suggestion", "contract"))
    rows = tuple(_row(row) for row in reading.rows("lines"))
    return Reading(reader=reading.reader, values=values, tables={**reading.tables, "lines": rows}, document_id=reading.document_id)


def _row(row: Row) -> Row:
    before, now, typed = number(cell(row, "before")), number(cell(row, "reading")), row.get("quantity")
    if before is None or now is None or (typed and typed.text and typed.source.kind != "suggestion"):
        return row
    return {**row, "quantity": Value(f"{now - before:f}", Source("suggestion", "reckoned"))}
