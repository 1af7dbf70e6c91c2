"""Somebody begins to work in the office."""

from kantor.words import Effect, Verified
from kantor.words.authority import NewPerson


def effect(verified: Verified) -> Effect:
    """Pure: the change as one part, applied when two people have decided."""
    reading = verified.reading
    return Effect(parts=(NewPerson(email=reading.text("email"), name=reading.text("name"), language=reading.text("language")),))
