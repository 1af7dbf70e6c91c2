"""What a bank statement does: an entry for every line, open items settled, our payments seen, the rest in the suspense account."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from kantor.departments.treasury.bank_statement import columns, notices, questions
from kantor.departments.treasury.bank_statement.questions import likeness
from kantor.departments.treasury.dividing import (
    MOST_TEXT,
    Booking,
    Items,
    exchanged,
    kept,
    posting,
    postings,
    reopenings,
    settlements,
    taken,
)
from kantor.departments.treasury.shares import Share, shares_of
from kantor.departments.treasury.statement_parts import LineBooked, LineCleared, NoticeKept, StatementTaken
from kantor.kit.money import Money
from kantor.words import Effect, Entry, Part, Posting, Reading, Verified
from kantor.words.field import Row, cell, day, number, row_id

SERIES = "BANK"
STATES = {"payment": "matched", "item": "matched", "account": "account"}


def effect(verified: Verified) -> Effect:
    """Pure. Lines that are booked already do nothing. Raises LookupError where the chart lacks an account."""
    reading = verified.reading
    if notices.is_notice(reading):
        return Effect(parts=tuple(_notice(verified)))
    if not notices.is_posted(reading):
        return Effect()
    items = questions.paid_for(reading, verified.answers)
    parts: list[Part] = [_statement(verified)]
    for index, row in enumerate(reading.rows("lines"), start=1):
        if cell(row, "decision") != "known":
            parts += _line(verified, row, index, items)
    return Effect(parts=tuple(parts))


def _notice(verified: Verified) -> Iterator[Part]:
    """The payments that a notice tells, in place of the line that waits in the suspense account; or what it tells of, kept for later."""
    reading = verified.reading
    items, suspense = questions.paid_for(reading, verified.answers), verified.answers[questions.ROLES].get("suspense", "")
    divided = notices.divided(reading)
    for no, entry in enumerate(reading.rows("entries"), start=1):
        rows = divided.get(no, ())
        if rows:
            line = int(cell(rows[0][1], "batch_line"))
            yield LineCleared(line_id=line, state="matched", booked_to=suspense, evidence="notice")
        for place, row in rows:
            yield from _line(verified, row, place + 1, items)
        if not rows and (booked_on := day(cell(entry, "booked_on")) or reading.date("to_on")):
            yield _kept_for_later(reading, no, entry, booked_on)


def _kept_for_later(reading: Reading, no: int, entry: Row, booked_on: date) -> NoticeKept:
    told = [row for row in reading.rows("lines") if cell(row, "entry") == str(no)]
    return NoticeKept(
        no=no,
        format=reading.text("format"),
        account=reading.text("own_account"),
        amount=Money(number(cell(entry, "amount")) or Decimal(0), reading.text("currency")).rounded(),
        booked_on=booked_on,
        reference=cell(entry, "reference"),
        batch_reference=cell(entry, "batch_reference"),
        lines=tuple({key: value.text for key, value in row.items() if value.source.kind == "xml" and key != "entry"} for row in told),
    )


def _statement(verified: Verified) -> StatementTaken:
    reading = verified.reading
    currency = reading.text("currency")
    to_on = reading.date("to_on") or verified.today
    amounts = {key: reading.number(key) for key in ("opening", "closing")}
    return StatementTaken(
        account=reading.text("own_account"),
        ledger_account=reading.text("ledger_account"),
        currency=currency,
        number=reading.text("number"),
        from_on=reading.date("from_on") or to_on,
        to_on=to_on,
        profile=reading.text("profile"),
        notices=notices.used(reading),
        mapping=columns.mapping(reading),
        **{key: Money(amount, currency).rounded() if amount is not None else None for key, amount in amounts.items()},
    )


def _line(verified: Verified, row: Row, index: int, items: Items) -> Iterator[Part]:
    reading = verified.reading
    amount = Money(number(cell(row, "amount")) or Decimal(0), reading.text("currency")).rounded()
    decision, roles = cell(row, "decision") or "suspense", verified.answers[questions.ROLES]
    against = {"payment": roles["money_in_transit"], "account": cell(row, "account")}.get(decision, roles["suspense"])
    shares = (shares_of(cell(row, "target")) or ()) if decision == "item" else ()
    rate = questions.rate_of(reading, row, verified.client)
    booking = Booking(verified.client, roles, _day(verified, row), cell(row, "text")[:MOST_TEXT], amount.currency, rate)
    bank = roles["suspense"] if cell(row, "batch_line") else reading.text("ledger_account")
    if amount and (shares or against != bank):
        number_ = f"{reading.text('number') or reading.text('to_on')}/{index}"
        text = f"{number_} {cell(row, 'name')}".strip()[:MOST_TEXT]
        parts = shares or (Share(account=against, paid=amount.amount),)
        sent = _sent(verified, row, booking) if decision == "payment" else None
        other = postings(parts, items, booking) if sent is None else _arrived(sent, against, amount, booking)
        yield _entry(row, amount, booking, text, (bank, tuple(other)))
        yield from kept(shares, items, booking._replace(text=text))
    moved_on = day(cell(row, "value_on")) or booking.on
    yield from settlements(shares, items, moved_on)
    yield from reopenings(shares, items, moved_on)
    settled = next((str(items[share.item_id]["account"]) for share in shares if share.item_id), roles["suspense"])
    booked = _kept(verified, row, index, amount, settled if shares else against)
    yield replace(booked, shares=taken(shares, items, amount.currency), back=tuple(share.back for share in shares if share.back))


def _day(verified: Verified, row: Row) -> date:
    """Of the line; today for one that a notice divides after its month was closed."""
    on = day(cell(row, "booked_on")) or verified.today
    asked = questions.open_days(verified.reading).get(cell(row, "booked_on")) if cell(row, "batch_line") else None
    return on if asked is None or verified.answers.get(asked) else verified.today


def _sent(verified: Verified, row: Row, booking: Booking) -> Decimal | None:
    """What our payments that the line shows put in transit, in the currency of the books; None where that was not kept, or where payments
    and line are in that currency alike, so that nothing was exchanged."""
    told = {str(one["id"]): one for one in verified.answers.get(questions.payments(verified.reading)) or ()}
    found = [told[one] for one in cell(row, "target").split() if one in told]
    if not booking.is_foreign and all(one.get("currency") in (None, booking.own) for one in found):
        return None
    return sum((Decimal(one["local"]) for one in found), Decimal(0)) if all(one["local"] is not None for one in found) else None


def _arrived(sent: Decimal, transit: str, amount: Money, booking: Booking) -> Iterator[Posting]:
    """Nothing is in transit any more; the bank's rate is another than that of the items. sent: money out above zero."""
    yield posting(transit, Money(sent, booking.own), booking.text)
    yield from exchanged(-booking.locally(amount.amount) - sent, booking, booking.text)


def _entry(row: Row, amount: Money, booking: Booking, text: str, divided: tuple[str, Sequence[Posting]]) -> Entry:
    """The bank's account against the parts. divided: the bank's account, and what is posted against it."""
    bank, other = divided
    own = booking.posted(bank, amount.amount, booking.locally(amount.amount), cell(row, "reference") or booking.text)
    return Entry(series=SERIES, booked_on=booking.on, document_on=booking.on, text=text, postings=(own, *other))


def _kept(verified: Verified, row: Row, index: int, amount: Money, booked_to: str) -> LineBooked:
    reading = verified.reading
    decision = cell(row, "decision")
    booked_on = day(cell(row, "booked_on")) or verified.today
    paid = cell(row, "target").split() if decision == "payment" else ()
    return LineBooked(
        no=index,
        account=reading.text("own_account"),
        ledger_account=reading.text("ledger_account"),
        booked_on=booked_on,
        value_on=day(cell(row, "value_on")) or booked_on,
        amount=amount,
        name=cell(row, "name"),
        iban=cell(row, "iban"),
        reference=cell(row, "reference"),
        end_to_end_id=cell(row, "end_to_end_ids"),
        text=cell(row, "text"),
        state=STATES.get(decision, "suspense"),
        booked_to=booked_to,
        occurrence=row_id(cell(row, "occurrence")) or 1,
        likeness=likeness(row),
        evidence=cell(row, "evidence"),
        payments=tuple(key for one in paid if (key := row_id(one)) is not None),
        batch_reference=cell(row, "batch_reference"),
        batch_line=row_id(cell(row, "batch_line")),
        rate=questions.rate_of(reading, row, verified.client),
    )
