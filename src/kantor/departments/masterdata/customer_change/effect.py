"""The customer gets its new values, numbers and terms; those that they replace are named, so that no change in between is lost."""

from kantor.departments.masterdata.changing import record
from kantor.departments.masterdata.customer_change.document import CHANGING
from kantor.words import Effect, Verified


def effect(verified: Verified) -> Effect:
    """Pure: the change as one part, when two people have decided. LookupError where the customer is not known."""
    known = verified.answers.get(record(verified.reading))
    if known is None:
        raise LookupError("the customer is not known")
    return Effect(parts=(CHANGING.part(verified.reading, known),))
