"""What an approved invoice does: the journal entry, the open item, the claim on its orders, the question of a new bank account, and assets
to be entered for what was bought to be used."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from kantor.countries import parse_discount
from kantor.departments.payables.supplier_invoice import questions
from kantor.departments.payables.supplier_invoice.amounts import ZERO, amount, is_credit_note, total
from kantor.departments.payables.supplier_invoice.bookings import Booking, Setting, bookings
from kantor.departments.payables.supplier_invoice.means import held_reason
from kantor.kit.money import Money
from kantor.words import Claim, Effect, Entry, FollowUp, OpenItem, Part, Posting, Reading, Verified
from kantor.words.field import cell

SERIES = "PI"
MOST_TEXT = 200


def effect(verified: Verified) -> Effect:
    """Entry (expense or clearing, input tax, payable), open item, claims, assets; amounts turn round for a credit note. Pure.

    Raises LookupError where the chart lacks an account that the entry needs.
    """
    reading = verified.reading
    setting = Setting(
        verified=verified,
        roles=verified.answers.get(questions.ROLES) or {},
        currency=reading.text("currency"),
        own=verified.client["currency"],
        rate=reading.number("exchange_rate") or Decimal(1),
        sign=-1 if is_credit_note(reading) else 1,
    )
    booked = bookings(setting)
    entry, owed = _entry(booked, setting)
    parts: list[Part] = [entry, *_open_item(setting, owed), *_claims(setting), *_new_account(setting), *_assets(booked, entry, setting)]
    return Effect(parts=tuple(parts))


def _entry(booked: Sequence[Booking], setting: Setting) -> tuple[Entry, Money]:
    """The entry and what is owed in the client's currency: the sum of what was booked, so that each converted amount may be rounded."""
    reading = setting.reading
    postings = [_posting(booking, setting) for booking in booked]
    owed = Money(sum((posting.balance for posting in postings), ZERO), setting.own)
    payable = Booking(account=setting.account("payables"), amount=-total(reading, "payable"), text=reading.text("number"))
    if owed or payable.amount:
        postings.append(_side(payable, -owed, setting, party_id=int(reading.text("supplier_id"))))
    on = reading.date("issued_on") or setting.verified.today
    entry = Entry(
        series=SERIES,
        booked_on=_booking_day(setting, on),
        document_on=on,
        text=f"{reading.text('supplier_name')} {reading.text('number')}"[:MOST_TEXT],
        postings=tuple(postings),
    )
    return entry, owed


def _booking_day(setting: Setting, on: date) -> date:
    """The invoice's own day while its period is open, else today: a closed period is never touched."""
    return setting.verified.today if setting.verified.answers.get(questions.open_period(setting.reading)) is False else on


def _posting(booking: Booking, setting: Setting) -> Posting:
    local = Money(booking.amount, setting.currency).converted(setting.rate, setting.own)
    if booking.local is not None:
        local = Money(booking.local, setting.own)
    return _side(booking, local * setting.sign, setting)


def _side(booking: Booking, local: Money, setting: Setting, party_id: int | None = None) -> Posting:
    """The posting on the side that its sign says."""
    foreign = Money(booking.amount * setting.sign, setting.currency).rounded() if setting.currency != setting.own else None
    return Posting.signed(
        booking.account,
        local,
        foreign,
        party_id=party_id,
        tax_code=booking.tax_code,
        cost_centre=booking.cost_centre,
        text=booking.text[:MOST_TEXT],
    )


def _assets(booked: Sequence[Booking], entry: Entry, setting: Setting) -> Iterator[FollowUp]:
    """What is booked onto an account of fixed assets becomes an asset that a clerk completes, a line each: its cost, how many pieces,
    from whom and since when."""
    reading = setting.reading
    since = reading.text("delivered_on") or reading.text("issued_on")
    for place, (booking, posting) in enumerate(zip(booked, entry.postings, strict=False), 1):
        if posting.balance <= 0 or not setting.is_asset(posting.account):
            continue
        values = {
            "name": posting.text,
            "in_use_on": since,
            "supplier_id": reading.text("supplier_id"),
            "invoice": reading.text("number"),
            "asset_account": posting.account,
            "cost_centre": posting.cost_centre,
            "currency": setting.own,
            "units": f"{booking.pieces:f}" if booking.pieces > 1 else "",
            "cost": str(posting.balance),
            "method": "low_value" if posting.account == setting.roles.get("low_value_asset") else "",
        }
        yield FollowUp(
            type="accounting.asset",
            key=f"asset:{setting.verified.document_id}:{place}",
            values={key: text for key, text in values.items() if text},
        )


def _open_item(setting: Setting, owed: Money) -> Iterator[OpenItem]:
    """What is still to be paid or, for a credit, to be set off; nothing where all was paid in advance."""
    reading = setting.reading
    payable = Money(total(reading, "payable") * setting.sign, setting.currency).rounded()
    if not payable:
        return
    issued = reading.date("issued_on") or setting.verified.today
    yield OpenItem(
        side="payable",
        party_id=int(reading.text("supplier_id")),
        account=setting.account("payables"),
        amount=payable,
        local_amount=owed,
        due_on=reading.date("due_on") or issued,
        reference=reading.text("remittance") or reading.text("number"),
        iban=reading.text("iban"),
        held_reason=held_reason(reading),
        discounts=_discounts(reading, payable) if payable.amount > 0 else (),
    )


def _discounts(reading: Reading, payable: Money) -> tuple[tuple[date, Money], ...]:
    """(until, what may be deducted), the best first: the one on the form; where that stands as it was read, all that the terms offer."""
    until, percent, issued = reading.date("discount_until"), reading.number("discount_percent"), reading.date("issued_on")
    if not until or not percent:
        return ()
    offered = {until: payable.amount * percent / 100}
    if issued and all(reading.values[key].source.kind == "suggestion" for key in ("discount_until", "discount_percent")):
        for term in parse_discount(reading.text("terms")):
            base = payable.amount if term.base_amount is None else min(term.base_amount, payable.amount)
            offered[issued + timedelta(days=term.days)] = base * term.percent / 100
    amounts = [(day, Money(amount, payable.currency).rounded()) for day, amount in offered.items()]
    return tuple(sorted(((day, amount) for day, amount in amounts if amount), key=lambda one: (-one[1].amount, one[0])))


def _claims(setting: Setting) -> Iterator[Claim]:
    """Takes the invoiced quantity off its order line, so that no line is ever invoiced twice; a credit note gives it back."""
    for match in setting.reading.rows("matches"):
        yield Claim(what="order_line.invoiced", key=cell(match, "order_line_id"), quantity=amount(match, "quantity") * setting.sign)


def _new_account(setting: Setting) -> Iterator[FollowUp]:
    """An account that nobody has agreed to yet becomes a document for two people; until then nothing is paid to it."""
    reading = setting.reading
    iban = reading.text("iban")
    agreed = {account["iban"] for account in setting.verified.answers.get(questions.bank_accounts(reading)) or ()}
    is_paid_out = setting.sign > 0 or total(reading, "payable") < 0
    if iban and is_paid_out and iban not in agreed:
        keys = {"party_id": "supplier_id", "party_name": "supplier_name", "iban": "iban", "bic": "bic", "reason": "number"}
        yield FollowUp(
            type="masterdata.bank_account",
            stands_alone=True,
            key=f"bank_account:{reading.text('supplier_id')}:{iban}",
            values={name: reading.text(key) for name, key in keys.items()},
        )
