"""Somebody stands in for somebody else for some days."""

from kantor.words import Effect, Verified
from kantor.words.authority import Substitute


def effect(verified: Verified) -> Effect:
    """Pure: the change as one part, applied when two people have decided."""
    reading = verified.reading
    return Effect(
        parts=(
            Substitute(
                email=reading.text("email"),
                deputy=reading.text("deputy"),
                from_on=reading.date("from_on") or verified.today,
                until_on=reading.date("until_on") or verified.today,
            ),
        )
    )
