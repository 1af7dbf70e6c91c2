"""A change begins with the contract's customer and the last day that the agreed notice allows."""

from kantor.departments.receivables.contract_change.document import contract
from kantor.kit.dates import add_months
from kantor.words import Answers, Reading, Source, Value
from kantor.words.field import number


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Pure. What was typed stays."""
    known = answers.get(contract(reading)) or {}
    values = dict(reading.values)
    if known:
        values["customer_name"] = Value(str(known["customer_name"]), Source("suggestion", "contract"))
    notice, months = reading.date("notice_on"), number(known.get("notice_months", ""))
    if notice and months is not None and not reading.text("ends_on"):
        values["ends_on"] = Value(add_months(notice, int(months)).isoformat(), Source("suggestion", "contract"))
    return Reading(reader=reading.reader, values=values, tables=reading.tables, document_id=reading.document_id)
