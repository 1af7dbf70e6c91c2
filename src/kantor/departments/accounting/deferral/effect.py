"""What a deferral does: the amount moves to the balance sheet where that is asked for, and each part of its plan waits for its day."""

from decimal import Decimal

from kantor.departments.accounting.parts import PlannedEntry
from kantor.kit.money import Money
from kantor.words import Effect, Entry, Part, Posting, Verified
from kantor.words.field import cell, day, number

SERIES = "JE"
MOST_TEXT = 200


def effect(verified: Verified) -> Effect:
    """Pure. An expense is debited part by part and the deferred amount credited; an income the other way round."""
    reading, own = verified.reading, str(verified.client["currency"])
    is_expense, text = reading.text("side") == "expense", reading.text("text")[:MOST_TEXT]
    deferred, result = reading.text("deferred_account"), reading.text("result_account")
    about = {key: reading.text(key) for key in ("cost_centre", "project") if reading.text(key)}
    parts: list[Part] = []
    if moved_on := reading.date("moved_on"):
        amount = Money(reading.number("amount") or Decimal(0), own).rounded()
        debit, credit = (deferred, result) if is_expense else (result, deferred)
        postings = tuple(
            Posting(account=account, **{side: amount}, text=text, **(about if account == result else {}))  # type: ignore[arg-type]
            for side, account in (("debit", debit), ("credit", credit))
        )
        parts.append(Entry(series=SERIES, booked_on=moved_on, document_on=moved_on, text=text, postings=postings))
    debit, credit = (result, deferred) if is_expense else (deferred, result)
    for place, row in enumerate(reading.rows("plan"), 1):
        share = str(number(cell(row, "amount")) or Decimal(0))
        lines = (
            {"account": debit, "debit": share, **(about if debit == result else {})},
            {"account": credit, "credit": share, **(about if credit == result else {})},
        )
        due_on = day(cell(row, "due_on")) or verified.today
        parts.append(PlannedEntry(number=place, due_on=due_on, text=text, total=share, lines=lines))
    return Effect(parts=tuple(parts))
