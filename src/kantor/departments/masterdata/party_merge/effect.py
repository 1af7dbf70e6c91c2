"""One supplier leads to the other, which takes over the values that were chosen of it."""

from typing import Any

from kantor.departments.masterdata.party_merge.document import GOES, VALUES
from kantor.departments.masterdata.party_merge.records import Record, both, shown
from kantor.words import Effect, Part, Verified
from kantor.words.party import PartyChange, PartyMerge


def effect(verified: Verified) -> Effect:
    """Pure: the merge, and the values of the one that goes which the other has from then on; a name given up is one it is known by."""
    reading = verified.reading
    party_id = int(reading.text("party_id"))
    parts: list[Part] = [PartyMerge(party_id=int(reading.text("merged_id")), into_id=party_id)]
    if pair := both(reading, verified.answers):
        mine, theirs = pair
        won = [field for field in VALUES if reading.text(field) == GOES and shown(mine, field) != shown(theirs, field)]
        if won:
            values, was = ({field: _kept(record, field) for field in won} for record in (theirs, mine))
            names = (("alias", mine["name"]),) if "name" in won else ()
            parts.insert(0, PartyChange(party_id=party_id, values=values, was=was, gets=names))
    return Effect(parts=tuple(parts))


def _kept(record: Record, field: str) -> Any:
    return dict(record["address"]) if field == "address" else shown(record, field)
