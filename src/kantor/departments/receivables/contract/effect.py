"""What an approved contract does: it stands, and billing runs find it; nothing is owed before it is billed."""

from kantor.departments.receivables.parts import Billable
from kantor.words import Effect, Verified


def effect(verified: Verified) -> Effect:
    """Pure. The contract's own values are what is billed by."""
    return Effect(parts=(Billable(number=verified.reading.text("number")),))
