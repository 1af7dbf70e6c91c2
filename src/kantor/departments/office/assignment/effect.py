"""A person gets a role for the client, from a day on."""

from kantor.words import Effect, Verified
from kantor.words.authority import Assignment


def effect(verified: Verified) -> Effect:
    """Pure: the change as one part, applied when two people have decided."""
    reading = verified.reading
    return Effect(
        parts=(
            Assignment(
                email=reading.text("email"),
                role=reading.text("role"),
                from_on=reading.date("from_on") or verified.today,
                until_on=reading.date("until_on"),
            ),
        )
    )
