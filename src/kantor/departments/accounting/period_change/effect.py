"""What the decision does: the periods change, and the reason stays beside them."""

from kantor.words import Effect, Verified
from kantor.words.locking import PeriodChange


def effect(verified: Verified) -> Effect:
    """Pure."""
    reading = verified.reading
    first, last = reading.date("from_on") or verified.today, reading.date("until_on") or verified.today
    part = PeriodChange(from_on=first, until_on=last, change=reading.text("change"), reason=reading.text("reason").strip())
    return Effect(parts=(part,))
