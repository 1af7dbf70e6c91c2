"""What a recurring entry does: an entry for each day of its rhythm waits for that day."""

from kantor.departments.accounting.parts import PlannedEntry
from kantor.departments.accounting.rhythm import days_of
from kantor.words import Effect, Verified


def effect(verified: Verified) -> Effect:
    """Pure. Days that have passed already are booked with the next run of the worker."""
    reading = verified.reading
    first, last = reading.date("first_on") or verified.today, reading.date("last_on") or verified.today
    lines = tuple({key: value.text for key, value in row.items() if value.text} for row in reading.rows("lines"))
    kept = tuple(line for line in lines if line)
    return Effect(
        parts=tuple(
            PlannedEntry(number=place, due_on=on, text=reading.text("text"), total=reading.text("total"), lines=kept)
            for place, on in enumerate(days_of(first, last, reading.text("rhythm")), 1)
        )
    )
