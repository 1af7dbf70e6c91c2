"""Somebody begins to work in the office."""

from kantor.spine.access.parts import NewPerson
from kantor.words import Effect, Verified


def effect(verified: Verified) -> Effect:
    """Pure: the change as one part, applied when two people have decided."""
    reading = verified.reading
    return Effect(parts=(NewPerson(email=reading.text("email"), name=reading.text("name"), language=reading.text("language")),))
