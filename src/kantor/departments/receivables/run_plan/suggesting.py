"""A plan says how many runs it comes to; it begins as a billing run every month."""

from kantor.departments.receivables.billing.periods import RHYTHMS
from kantor.departments.receivables.run_plan.document import days_of
from kantor.words import Answers, Reading, Source, Value


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Pure. What was typed stays; the count is made anew."""
    values = dict(reading.values)
    for key, what in (("run", "billing_run"), ("rhythm", "monthly")):
        if not reading.text(key):
            values[key] = Value(what, Source("suggestion", "usual"))
    first, last, rhythm = reading.date("first_on"), reading.date("last_on"), values["rhythm"].text
    values.pop("runs", None)
    if first and last and rhythm in RHYTHMS:
        values["runs"] = Value(str(sum(1 for _ in days_of(first, last, rhythm))), Source("suggestion", "reckoned"))
    return Reading(reader=reading.reader, values=values, tables=reading.tables, document_id=reading.document_id)
