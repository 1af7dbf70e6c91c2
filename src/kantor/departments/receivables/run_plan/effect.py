"""What an approved plan does: each of its runs waits for its day."""

from kantor.departments.receivables.parts import PlannedRun
from kantor.departments.receivables.run_plan.document import days_of
from kantor.words import Effect, Verified


def effect(verified: Verified) -> Effect:
    """Pure. Of days that have passed already the newest alone is prepared, because a run takes all that is due by its day."""
    reading = verified.reading
    first, last = reading.date("first_on") or verified.today, reading.date("last_on") or verified.today
    days = days_of(first, last, reading.text("rhythm"))
    return Effect(parts=tuple(PlannedRun(number=place, run=reading.text("run"), due_on=on) for place, on in enumerate(days, 1)))
