"""What the note of a number does: nothing but being there, for the register of the month reads it."""

from kantor.words import Effect, Verified


def effect(verified: Verified) -> Effect:
    """Pure. Nothing is posted; the newest note of an invoice counts."""
    return Effect()
