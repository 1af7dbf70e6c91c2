"""What a decided complaint does: the answer, both registers, what is given as an entry and an open item, and what follows later."""

from collections.abc import Iterator

from kantor.departments.correspondence.complaint.suggesting import ROLES, given
from kantor.departments.correspondence.complaint.vat import tax_in
from kantor.departments.correspondence.parts import Dealt
from kantor.departments.correspondence.replying import answer
from kantor.kit.money import Money
from kantor.words import Effect, Entry, FollowUp, OpenItem, Part, Posting, Verified
from kantor.words.field import row_id

SERIES = "CO"
MOST_TEXT = 200
KEPT = ("subject", "sender_name", "sender_email", "sender_address", "party_id", "received_on", "language")
HIDDEN = ("way", "incoming", "thread", "message_id", "text", "register_number")


def effect(verified: Verified) -> Effect:
    """Raises LookupError where the chart has no account for payables."""
    reading = verified.reading
    letter = answer(verified, f"complaint:{verified.document_id}", kind="complaint", department="correspondence")
    parts: list[Part] = [*_money(verified), *letter]
    if (incoming := row_id(reading.text("incoming"))) is not None:
        parts.append(Dealt(incoming_id=incoming, state="answered", sort="complaint", person=reading.text("person")))
    if (on := reading.date("follow_up_on")) is not None:
        values = {key: reading.text(key) for key in (*KEPT, *HIDDEN) if reading.text(key)}
        note, day = reading.text("follow_up"), on.isoformat()
        later = {"kind": "complaint", "department": "correspondence", "answer_by": day, "comes_back_on": day, "note": note}
        later |= {"person": reading.text("person")} if reading.text("person") else {}
        parts.append(FollowUp(type="correspondence.matter", key=f"complaint:{verified.document_id}", values={**values, **later}))
    return Effect(parts=tuple(parts))


def _money(verified: Verified) -> Iterator[Part]:
    """What is given is owed to the partner; the next payment run pays it, as any other payable."""
    reading, currency = verified.reading, str(verified.client["currency"])
    amount = Money(given(reading), currency).rounded()
    if not amount:
        return
    party_id = int(reading.text("party_id"))
    payables = (verified.answers.get(ROLES) or {}).get("payables")
    if not payables:
        raise LookupError("the chart of accounts has no account for payables")
    text = f"{reading.text('sender_name')} {reading.text('register_number')}".strip()[:MOST_TEXT]
    tax = tax_in(reading, amount)
    lowered = (Posting(account=reading.text("vat_account"), debit=tax, text=text),) if tax else ()
    postings = (
        Posting(account=reading.text("account"), debit=amount - tax, text=text),
        *lowered,
        Posting(account=payables, credit=amount, party_id=party_id, text=text),
    )
    on = verified.today
    yield Entry(series=SERIES, booked_on=on, document_on=reading.date("received_on") or on, text=text or "-", postings=postings)
    yield OpenItem(
        side="payable",
        party_id=party_id,
        account=payables,
        amount=amount,
        local_amount=amount,
        due_on=on,
        reference=reading.text("register_number") or reading.text("subject"),
    )
