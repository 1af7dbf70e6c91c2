"""A change begins with the supplier as it is: what held is written down once, and what nobody has said otherwise stays."""

from dataclasses import replace

from kantor.departments.masterdata.supplier_change.record import record, stated
from kantor.words import Answers, Reading, Source, Value
from kantor.words.field import BEFORE

RECORDS = Source("suggestion", "master_data")


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Pure: the reading with what held before; unchanged where it has that already, so that a change meanwhile is noticed."""
    known = answers.get(record(reading))
    if not known or reading.before("party_id") is not None:
        return reading
    held = {field: Value(text, RECORDS) for field, text in stated(known).items()}
    base = {BEFORE + field: value for field, value in held.items()} | {BEFORE + "party_id": Value(reading.text("party_id"), RECORDS)}
    return replace(reading, values={**held, **reading.values, **base})
