"""What an approved budget does: it stands, and from then on reports and orders are held against it."""

from kantor.words import Effect, Verified


def effect(verified: Verified) -> Effect:
    """Pure. Nothing is posted; the version's own amounts are what is compared with."""
    return Effect()
