"""A merge begins with both suppliers as they are: where they differ is written down once, and what only one of them has is kept."""

from dataclasses import replace

from kantor.departments.masterdata.party_merge.document import GOES, STAYS
from kantor.departments.masterdata.party_merge.records import both, differences, shown
from kantor.words import Answers, Reading, Source, Value
from kantor.words.field import BEFORE

RECORDS = Source("suggestion", "master_data")


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Pure: the reading with the differences; unchanged where it has them already, so that a change meanwhile is noticed."""
    pair = both(reading, answers)
    if not pair or reading.before("party_id") is not None:
        return reading
    mine, theirs = pair
    seen = {"party_id": f"{reading.text('party_id')} / {reading.text('merged_id')}", **differences(mine, theirs)}
    wins = {
        field: Value(GOES if not shown(mine, field) and shown(theirs, field) else STAYS, RECORDS) for field in differences(mine, theirs)
    }
    base = {BEFORE + field: Value(text, RECORDS) for field, text in seen.items()}
    return replace(reading, values={"party_name": Value(mine["name"], RECORDS), **wins, **reading.values, **base})
