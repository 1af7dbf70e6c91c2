"""A customer is taken up with its numbers, and with what is agreed about its invoices."""

from kantor.departments.masterdata.customer.document import TERMS
from kantor.departments.masterdata.taking_up import new_party
from kantor.words import Effect, Verified


def effect(verified: Verified) -> Effect:
    """Pure: the customer as one part, taken up when two people have decided."""
    terms = {key: text for key in TERMS if (text := verified.reading.text(key))}
    return Effect(parts=(new_party(verified, "customer", terms),))
