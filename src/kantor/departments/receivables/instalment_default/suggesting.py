"""Shows what of the instalments is open."""

from decimal import Decimal

from kantor.departments.receivables.instalment_default.document import instalments, meant
from kantor.words import Answers, Reading, Source, Value

BOOKS = Source("suggestion", "books")


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Pure. Made anew from the books each time."""
    known = meant(reading, answers.get(instalments(reading)))
    if not known:
        return reading
    whole = sum((Decimal(one["open"]) for one in known), Decimal(0))
    told = {"customer": known[0]["customer"], "currency": known[0]["currency"], "open": f"{whole:f}"}
    values = {**reading.values, **{key: Value(str(text), BOOKS) for key, text in told.items()}}
    rows = tuple({key: Value(str(one[key]), BOOKS) for key in ("reference", "due_on", "open")} for one in known)
    return Reading(reader=reading.reader, values=values, tables={"instalments": rows}, document_id=reading.document_id)
