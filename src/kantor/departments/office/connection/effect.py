"""A client agrees that the house hands over what it and another client bill each other."""

from kantor.words import Effect, Verified
from kantor.words.authority import Connection


def effect(verified: Verified) -> Effect:
    """Pure: the client's own half of a connection, in force when two people have decided."""
    return Effect(parts=(Connection(number=verified.reading.text("number"), name=verified.reading.text("name")),))
