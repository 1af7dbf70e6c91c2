"""What a clearing does: the suspense account is relieved, the items are settled, and the line is matched."""

from datetime import date
from decimal import Decimal

from kantor.departments.treasury.bank_statement.effect import SERIES
from kantor.departments.treasury.bank_statement.questions import ROLES
from kantor.departments.treasury.dividing import MOST_TEXT, Booking, kept, postings, reopenings, settlements, taken
from kantor.departments.treasury.line_clearing.rules import line, open_period, paid_for, shares_in
from kantor.departments.treasury.statement_parts import LineCleared
from kantor.kit.money import Money
from kantor.words import Effect, Entry, Part, Verified
from kantor.words.field import day


def effect(verified: Verified) -> Effect:
    """Pure. Booked on the day of the line, so that the suspense account is empty at the end of its month; on the day it is cleared where
    that day takes no entry any more. LookupError where the chart lacks an account."""
    reading = verified.reading
    amount = Money(reading.number("amount") or Decimal(0), reading.text("currency")).rounded()
    on = reading.date("cleared_on") or _day(verified)
    roles = verified.answers[ROLES]
    text = f"{reading.text('statement')} {reading.text('name')}".strip()[:MOST_TEXT]
    rate = Decimal((verified.answers.get(line(reading)) or {}).get("rate", 1))
    booking = Booking(verified.client, roles, on, reading.text("text")[:MOST_TEXT], amount.currency, rate)
    found, shares = paid_for(reading, verified.answers), shares_in(reading)
    moved_on = _moved_on(verified) or on
    parts: list[Part] = [*settlements(shares, found, moved_on), *reopenings(shares, found, moved_on)]
    waited = booking.posted(booking.role("suspense"), amount.amount, booking.locally(amount.amount), text)
    against = (waited, *postings(shares, found, booking))
    parts.append(Entry(series=SERIES, booked_on=on, document_on=reading.date("booked_on") or on, text=text, postings=against))
    parts += kept(shares, found, booking._replace(text=text))
    whole = shares[0].account if len(shares) == 1 else ""
    cleared = LineCleared(
        line_id=int(reading.text("line_id")),
        state="account" if whole else "matched",
        booked_to=whole,
        shares=taken(shares, found, amount.currency),
        back=tuple(share.back for share in shares if share.back),
        evidence=reading.text("evidence"),
    )
    parts.append(cleared)
    return Effect(parts=tuple(parts))


def _moved_on(verified: Verified) -> date | None:
    """From when the bank counts the money, whenever the line is cleared."""
    told = verified.answers.get(line(verified.reading)) or {}
    return day(told.get("value_on", "")) or verified.reading.date("booked_on")


def _day(verified: Verified) -> date:
    on = verified.reading.date("booked_on")
    return on if on and verified.answers.get(open_period(verified.reading)) else verified.today
