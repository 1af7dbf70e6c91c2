"""What the database refuses by a constraint that people can run into, told as a refusal of the house; any other is a fault of ours."""

from django.db import IntegrityError

from kantor.words import Refusal

FOUR_EYES = frozenset({"documents_decision_four_eyes", "documents_outbox_four_eyes"})
SECOND_PERSON = "spotchecks_entry_second_person"
STILL_TWO = "spotchecks_stop_four_eyes"
KEYED_ONCE = "spotchecks_entry_once"
VERSION_TAKEN = "documents_reading_version"


def constraint_of(error: IntegrityError) -> str:
    """The name of the constraint that was broken, '' where the database names none."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""


def refusal_of(error: IntegrityError) -> Refusal:
    """The refusal behind the constraint; raises the error again where no person could have caused it."""
    name = constraint_of(error)
    if name in FOUR_EYES:
        return Refusal("cases.not_for_the_maker")
    if name == VERSION_TAKEN:
        return Refusal("cases.saved_at_once")
    if name == SECOND_PERSON:
        return Refusal("spotchecks.second_person")
    if name == STILL_TWO:
        return Refusal("spotchecks.allowed_by_another")
    if name == KEYED_ONCE:
        return Refusal("cases.keyed_already")
    raise error
