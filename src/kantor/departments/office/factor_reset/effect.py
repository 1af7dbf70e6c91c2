"""Somebody lost the second factor: it is taken away, so that a new one can be set up."""

from kantor.words import Effect, Verified
from kantor.words.authority import FactorReset


def effect(verified: Verified) -> Effect:
    """Pure: the change as one part, applied when two people have decided."""
    return Effect(parts=(FactorReset(email=verified.reading.text("email")),))
