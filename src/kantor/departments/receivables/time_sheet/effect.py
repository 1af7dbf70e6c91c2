"""What an approved time sheet does: its hours stand, and the next billing run after their period finds those that are billable."""

from kantor.departments.receivables.parts import Billable
from kantor.words import Effect, Verified


def effect(verified: Verified) -> Effect:
    """Pure. Nothing is owed before it is billed."""
    return Effect(parts=(Billable(),))
