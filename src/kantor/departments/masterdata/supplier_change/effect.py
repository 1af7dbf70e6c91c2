"""The supplier gets its new values and numbers; those that they replace are named, so that no change in between is lost."""

from kantor.departments.masterdata.changing import record
from kantor.departments.masterdata.supplier_change.document import CHANGING
from kantor.words import Effect, Verified


def effect(verified: Verified) -> Effect:
    """Pure: the change as one part, when two people have decided. LookupError where the supplier is not known."""
    known = verified.answers.get(record(verified.reading))
    if known is None:
        raise LookupError("the supplier is not known")
    return Effect(parts=(CHANGING.part(verified.reading, known),))
