"""What an approved plan does: the invoice's open item is settled, and an open item for each instalment takes its place."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.departments.receivables.instalment_plan.document import item
from kantor.departments.receivables.one_item import meant
from kantor.kit.money import Money
from kantor.words import Effect, Entry, OpenItem, Part, Posting, Settlement, Verified
from kantor.words.field import cell, day, number

SERIES = "IP"


def effect(verified: Verified) -> Effect:
    """Pure. LookupError where the item is not known. The account stays as it was: what it lists is due on other days."""
    reading = verified.reading
    known = meant(reading, verified.answers.get(item(reading)))
    if known is None:
        raise LookupError("the open item is not known")
    on = reading.date("agreed_on") or verified.today
    dues = [
        (
            day(cell(row, "due_on")) or on,
            Money(number(cell(row, "amount")) or Decimal(0), known["currency"]),
            f"{known['reference']}/{place}",
        )
        for place, row in enumerate(reading.rows("instalments"), 1)
    ]
    return Effect(parts=tuple(replaced([known], dues, on, verified.client["currency"])))


def replaced(old: Sequence[Mapping[str, Any]], dues: Sequence[tuple[date, Money, str]], on: date, own: str) -> list[Part]:
    """Open items of one customer and currency settled, and others of the same sum in their place: (due day, amount, reference)."""
    head = old[0]
    currency = head["currency"]
    local = sum((Decimal(one["local_amount"]) * Decimal(one["open"]) / Decimal(one["amount"]) for one in old), Decimal(0))
    whole = Money(local, own).rounded()
    shares = whole.allocate([amount.minor for _, amount, _ in dues])
    party, account = int(head["party_id"]), str(head["account"])
    foreign = currency != own
    postings = [
        Posting.signed(account, share, amount if foreign else None, party_id=party, text=reference)
        for share, (_, amount, reference) in zip(shares, dues, strict=True)
    ]
    taken = Money(sum((Decimal(one["open"]) for one in old), Decimal(0)), currency)
    postings.append(Posting.signed(account, -whole, -taken if foreign else None, party_id=party, text=head["reference"]))
    postings += _waiting(old, dues, own)
    settled = [Settlement(open_item_id=int(one["id"]), amount=Money(Decimal(one["open"]), currency)) for one in old]
    entry = Entry(series=SERIES, booked_on=on, document_on=on, text=head["customer"], postings=tuple(postings))
    items = [
        OpenItem(
            side="receivable",
            party_id=party,
            account=account,
            amount=amount,
            local_amount=share,
            due_on=due,
            reference=reference,
        )
        for share, (due, amount, reference) in zip(shares, dues, strict=True)
    ]
    return [*settled, entry, *items]


def _waiting(old: Sequence[Mapping[str, Any]], dues: Sequence[tuple[date, Money, str]], own: str) -> Iterator[Posting]:
    """Tax that waits for the payment goes along: off the items that are settled, onto each of the others its share. Each posting names
    whose item it belongs to."""
    party, weights = int(old[0]["party_id"]), [amount.minor for _, amount, _ in dues]
    for one in old:
        for told in one.get("waiting") or ():
            for account, key in ((told["account"], "tax"), (told["base_account"], "net")):
                whole = Money(Decimal(told[key]), own)
                given: dict[str, Any] = {"party_id": party, "tax_code": told["code"]}
                yield Posting.signed(account, -whole, text=str(one["reference"]), **given)
                for share, (_, _, reference) in zip(whole.allocate(weights), dues, strict=True):
                    yield Posting.signed(account, share, text=reference, **given)
