"""What an item does: from its day on it stands on the checklist of each period of its rhythm."""

from kantor.departments.accounting.close_item.document import MANUAL
from kantor.departments.accounting.parts import CloseItem
from kantor.words import Effect, Verified


def effect(verified: Verified) -> Effect:
    """Pure."""
    reading = verified.reading
    check = reading.text("check")
    part = CloseItem(
        title=reading.text("title"),
        check="" if check == MANUAL else check,
        email=reading.text("email").strip().lower(),
        due_days=int(reading.number("due_days") or 0),
        rhythm=reading.text("rhythm"),
        from_on=reading.date("from_on") or verified.today,
    )
    return Effect(parts=(part,))
