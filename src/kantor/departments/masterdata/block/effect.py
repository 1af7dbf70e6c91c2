"""The supplier is blocked from a day on, or not any more."""

from kantor.words import Effect, Verified
from kantor.words.party import Block


def effect(verified: Verified) -> Effect:
    """Pure: the block as one part, set or lifted when two people have decided."""
    reading = verified.reading
    on = (reading.date("from_on") or verified.today) if reading.text("action") == "block" else None
    return Effect(parts=(Block(party_id=int(reading.text("party_id")), on=on, reason=reading.text("reason") if on else ""),))
