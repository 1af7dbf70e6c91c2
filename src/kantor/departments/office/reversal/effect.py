"""The counter-document's effect: everything the other document did, with the signs turned, booked in an open period."""

from kantor.words import Effect, Reversal, Verified


def effect(verified: Verified) -> Effect:
    """Pure; what the reversal cannot undo (an item already paid, a letter that left) is refused when it is applied."""
    reading = verified.reading
    return Effect(
        parts=(Reversal(document_id=int(reading.number("document") or 0), booked_on=reading.date("booked_on") or verified.today),)
    )
