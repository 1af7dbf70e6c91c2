"""A contract begins with what is usual: its customer's name, the client's currency, whole calendar periods in advance."""

from kantor.departments.receivables.contract.document import CLIENT, record
from kantor.words import Answers, Reading, Source, Value
from kantor.words.field import Row, cell

USUAL = Source("suggestion", "usual")
HOURS = "HUR"


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Pure. What was typed stays."""
    values = dict(reading.values)
    kept = answers.get(record(reading)) or {}
    only_reported = all(cell(row, "kind") in ("metered", "hours") for row in reading.rows("lines"))
    usual = {
        "customer_name": str(kept.get("name") or ""),
        "currency": str((answers.get(CLIENT) or {}).get("currency") or ""),
        "aligned": "calendar",
        "timing": "arrears" if only_reported else "advance",
    }
    for key, what in usual.items():
        if what and not reading.text(key):
            values[key] = Value(what, USUAL)
    rows = tuple(_line(row, place) for place, row in enumerate(reading.rows("lines"), 1))
    return Reading(reader=reading.reader, values=values, tables={**reading.tables, "lines": rows}, document_id=reading.document_id)


def _line(row: Row, place: int) -> Row:
    kind = cell(row, "kind") or "fixed"
    usual = {"line": str(place), "kind": kind, "supply": "services", "wanted": "standard"}
    usual |= {"quantity": "1"} if kind == "fixed" else {}
    usual |= {"unit": HOURS} if kind == "hours" else {}
    return {**row, **{key: Value(what, USUAL) for key, what in usual.items() if not cell(row, key)}}
