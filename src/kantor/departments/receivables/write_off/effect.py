"""What an approved write-off does: the open item is settled, the loss and the corrected tax are booked."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from kantor.departments.receivables.write_off.document import ROLES, item
from kantor.kit.money import Money
from kantor.words import Effect, Entry, Posting, Settlement, Verified

SERIES = "WO"


def effect(verified: Verified) -> Effect:
    """Pure. LookupError where the item or an account of the chart is not known."""
    reading = verified.reading
    known = verified.answers.get(item(reading))
    loss = (verified.answers.get(ROLES) or {}).get("bad_debt")
    if known is None or not loss:
        raise LookupError("the open item, or the account for bad debts, is not known")
    currency, own = known["currency"], verified.client["currency"]
    amount = Money(reading.number("amount") or Decimal(0), currency)
    share = amount.amount / Decimal(known["amount"])
    local = Money(Decimal(known["local_amount"]) * share, own).rounded()
    taxes = list(_taxes(known, share, own)) if reading.text("vat") == "corrected" else []
    rest = local - Money(sum((one.balance for one in taxes), Decimal(0)), own)
    foreign = -amount if currency != own else None
    postings = [
        Posting.signed(known["account"], -local, foreign, party_id=int(known["party_id"]), text=known["reference"]),
        *taxes,
        Posting.signed(str(loss), rest, -foreign if foreign else None, text=known["reference"]),
    ]
    on = reading.date("written_off_on") or verified.today
    entry = Entry(series=SERIES, booked_on=on, document_on=on, text=known["customer"], postings=tuple(postings))
    return Effect(parts=(Settlement(open_item_id=int(known["id"]), amount=amount), entry))


def _taxes(known: Mapping[str, Any], share: Decimal, own: str) -> Iterator[Posting]:
    """The part of the invoice's tax that falls on what is written off, back from the accounts it was booked to."""
    for row in known["taxes"]:
        amount = Money(Decimal(row["amount"]) * share, own).rounded()
        if amount:
            yield Posting.signed(row["account"], amount, tax_code=row["tax_code"], text=known["reference"])
