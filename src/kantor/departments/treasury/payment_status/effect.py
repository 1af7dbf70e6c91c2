"""What a refusal does: what the payment had settled is open again, with its discount and the tax of it, and no money is in transit."""

from decimal import Decimal

from kantor.departments.treasury.dividing import Booking, posting, postings, reopenings
from kantor.departments.treasury.payment_status.rules import ROLES, refused
from kantor.departments.treasury.shares import Share
from kantor.departments.treasury.statement_parts import PaymentRefused
from kantor.kit.money import Money
from kantor.words import Effect, Entry, Part, Verified

SERIES = "PAY"


def effect(verified: Verified) -> Effect:
    """Pure. One entry for all that was refused, on the day on which it is booked; nothing where all was taken, or came back before."""
    found = [(payment, why) for payment, why in refused(verified.reading, verified.answers) if not payment["returned"]]
    if not found:
        return Effect()
    items = {str(payment["key"]): payment for payment, _ in found}
    shares = [Share(back=key) for key in items]
    booking = Booking(verified.client, verified.answers[ROLES], verified.today, verified.reading.text("original_message"))
    local = list(postings(shares, items, booking))
    balance = sum((one.balance for one in local), Decimal(0))
    transit = posting(booking.role("money_in_transit"), Money(-balance, verified.client["currency"]), booking.text)
    entry = Entry(
        series=SERIES,
        booked_on=verified.today,
        document_on=verified.reading.date("created_on") or verified.today,
        text=booking.text,
        postings=(transit, *local),
    )
    parts: list[Part] = [entry, *reopenings(shares, items)]
    parts += [PaymentRefused(payment=str(payment["key"]), reason=why["reason"], text=why["text"]) for payment, why in found]
    return Effect(parts=tuple(parts))
