"""A day on which the company works though its country does not, or the other way round."""

from kantor.words import Effect, Verified
from kantor.words.authority import CompanyDay


def effect(verified: Verified) -> Effect:
    """Pure: the calendar entry, in force when two people have decided."""
    reading = verified.reading
    return Effect(
        parts=(CompanyDay(on=reading.date("on") or verified.today, works=reading.text("works") == "yes", name=reading.text("name")),)
    )
