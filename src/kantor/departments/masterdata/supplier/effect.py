"""A supplier is taken up with its numbers and, where one was typed, its agreed account."""

from kantor.departments.masterdata.taking_up import new_party
from kantor.words import Effect, Verified


def effect(verified: Verified) -> Effect:
    """Pure: the supplier as one part, taken up when two people have decided."""
    return Effect(parts=(new_party(verified, "supplier"),))
