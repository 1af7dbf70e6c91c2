"""What an approved change of a contract does: it stands, and billing goes by it from its days on."""

from kantor.words import Effect, Verified


def effect(verified: Verified) -> Effect:
    """Pure. The change's own values are what is billed by."""
    return Effect()
