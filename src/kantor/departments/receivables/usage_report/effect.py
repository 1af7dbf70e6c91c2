"""What a usage report does: its quantities stand, and the next billing run after their period finds them."""

from kantor.departments.receivables.parts import Billable
from kantor.words import Effect, Verified


def effect(verified: Verified) -> Effect:
    """Pure. Nothing is owed before it is billed."""
    return Effect(parts=(Billable(),))
