"""What an entry by hand does: its lines are posted as they stand, and turned back on the day that it names."""

from kantor.departments.accounting.journal_entry.document import KEY
from kantor.departments.accounting.journal_entry.lines import Line, lines
from kantor.kit.money import Money
from kantor.words import Effect, Entry, FollowUp, Part, Posting, Verified
from kantor.words.locking import LatePosting

SERIES = "JE"
MOST_TEXT = 200


def effect(verified: Verified) -> Effect:
    """Pure. What is turned back is an entry of its own with the sides changed, so that each month shows what belongs to it."""
    reading = verified.reading
    own, on, text = str(verified.client["currency"]), reading.date("booked_on") or verified.today, reading.text("text")
    found = lines(reading)
    dated = reading.date("document_on") or on
    postings = tuple(_posting(line, own, text) for line in found)
    late = reading.text("late_reason").strip()
    parts: list[Part] = [LatePosting(booked_on=on, reason=late[:MOST_TEXT])] if late else []
    parts.append(Entry(series=SERIES, booked_on=on, document_on=dated, text=text[:MOST_TEXT], postings=postings))
    if back := reading.date("turned_back_on"):
        rows = tuple(_turned(line) for line in found)
        values = {"booked_on": back.isoformat(), "document_on": dated.isoformat(), "text": text, "currency": own}
        values |= {"total": reading.text("total")} | ({"number": reading.text("number")} if reading.text("number") else {})
        parts.append(FollowUp(type=KEY, key=f"turned_back:{verified.document_id}", values=values, tables={"lines": rows}))
    return Effect(parts=tuple(parts))


def _posting(line: Line, currency: str, text: str) -> Posting:
    return Posting(
        account=line.account,
        debit=Money(line.debit, currency).rounded() if line.debit else None,
        credit=Money(line.credit, currency).rounded() if line.credit else None,
        tax_code=line.tax_code,
        cost_centre=line.cost_centre,
        project=line.project,
        text=(line.text or text)[:MOST_TEXT],
    )


def _turned(line: Line) -> dict[str, str]:
    told = {
        "account": line.account,
        "debit": str(line.credit) if line.credit else "",
        "credit": str(line.debit) if line.debit else "",
        "tax_code": line.tax_code,
        "cost_centre": line.cost_centre,
        "project": line.project,
        "text": line.text,
    }
    return {key: text for key, text in told.items() if text}
