"""What the note of a registration does: from its day on sales to consumers in other member states are taxed there, or no longer."""

from kantor.departments.accounting.oss_registration.document import JOINS
from kantor.departments.accounting.parts import OssRegistration
from kantor.words import Effect, Verified


def effect(verified: Verified) -> Effect:
    """Pure."""
    reading = verified.reading
    return Effect(parts=(OssRegistration(joins=reading.text("change") == JOINS, on=reading.date("on") or verified.today),))
