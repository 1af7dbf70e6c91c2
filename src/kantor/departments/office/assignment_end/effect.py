"""A person loses a role for the client; the day is the last one with it."""

from kantor.words import Effect, Verified
from kantor.words.authority import AssignmentEnd


def effect(verified: Verified) -> Effect:
    """Pure: the change as one part, applied when two people have decided."""
    reading = verified.reading
    return Effect(
        parts=(AssignmentEnd(email=reading.text("email"), role=reading.text("role"), until_on=reading.date("until_on") or verified.today),)
    )
