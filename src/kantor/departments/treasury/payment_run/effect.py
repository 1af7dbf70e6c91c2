"""What a released payment run does: payables are settled, money is on its way, discounts are earned with their VAT, the file waits."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.departments.treasury.payment_run.rules import ROLES, amount, state_of
from kantor.departments.treasury.payment_run.settling import discounts, settled_locally
from kantor.departments.treasury.turning_due import turned_due
from kantor.kit.money import Money
from kantor.words import Effect, Entry, Part, Payment, Posting, Settlement, Verified
from kantor.words.field import Row, cell

SERIES = "PAY"
ZERO = Decimal(0)
MOST_REMITTANCE = 140
"""Signs that a credit transfer carries to the payee (EPC AT-05)."""
Items = Mapping[str, Mapping[str, Any]]


def effect(verified: Verified) -> Effect:
    """Pure. One entry for the whole run, a settlement for each open item, a payment for each - or one where credits are set off."""
    reading = verified.reading
    items = {str(item["open_item_id"]): item for item in verified.answers.get(state_of(reading)) or ()}
    rows = reading.rows("payments")
    on = reading.date("execute_on") or verified.today
    parts: list[Part] = [_settlement(row, items[cell(row, "open_item_id")], on) for row in rows]
    for index, group in enumerate(_payments(rows, items), start=1):
        parts.append(_payment(verified, index, group, items, on))
    parts.append(_entry(verified, rows, items, on))
    return Effect(parts=tuple(parts))


def _settlement(row: Row, item: Mapping[str, Any], on: date) -> Settlement:
    discount = Money(amount(row, "discount"), item["currency"])
    return Settlement(
        open_item_id=int(item["open_item_id"]),
        amount=Money(amount(row, "amount"), item["currency"]) + discount,
        discount=discount or None,
        paid_on=on,
    )


def _payments(rows: Sequence[Row], items: Items) -> Iterator[list[Row]]:
    """The rows that are paid with one transfer: each alone; all of a creditor together where credits are set off."""
    of_party: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        of_party[items[cell(row, "open_item_id")]["party_id"]].append(row)
    for group in of_party.values():
        if any(amount(row, "amount") < 0 for row in group):
            yield group
        else:
            yield from ([row] for row in group)


def _payment(verified: Verified, index: int, group: Sequence[Row], items: Items, on: date) -> Payment:
    own = [items[cell(row, "open_item_id")] for row in group]
    first, books = own[0], verified.client["currency"]
    return Payment(
        party_id=int(first["party_id"]),
        iban=first["iban"],
        bic=first["bic"],
        creditor=first["creditor"],
        amount=Money(sum((amount(row, "amount") for row in group), ZERO), first["currency"]),
        execute_on=on,
        remittance=", ".join(item["reference"] for item in own)[:MOST_REMITTANCE],
        end_to_end_id=f"KANTOR-{verified.client['id']}-{verified.document_id}-{index}",
        open_item_ids=tuple(int(item["open_item_id"]) for item in own),
        local=Money(sum((one.balance for row, item in zip(group, own, strict=True) for one in _settled(verified, row, item)), ZERO), books),
        charges=next((charges for row in group if (charges := cell(row, "charges"))), "shared"),
        own_iban=verified.reading.text("own_iban"),
        own_bic=verified.reading.text("own_bic"),
        own_currency=verified.reading.text("own_currency"),
    )


def _entry(verified: Verified, rows: Sequence[Row], items: Items, on: date) -> Entry:
    """Debit payables with what is settled, credit money in transit with what is paid and the discount accounts with the rest."""
    roles, own = verified.answers.get(ROLES) or {}, verified.client["currency"]
    postings = [one for row in rows for one in _settled(verified, row, items[cell(row, "open_item_id")])]
    transit = sum((posting.balance for posting in postings), ZERO)
    postings.append(Posting(account=roles["money_in_transit"], credit=Money(transit, own)))
    return Entry(series=SERIES, booked_on=on, document_on=on, text=str(len(rows)), postings=tuple(postings))


def _settled(verified: Verified, row: Row, item: Mapping[str, Any]) -> Iterator[Posting]:
    """What a row posts but for the money in transit; foreign amounts at the rate at which the payable stands in the books."""
    roles, own = verified.answers.get(ROLES) or {}, verified.client["currency"]
    settled = amount(row, "amount") + amount(row, "discount")
    local = settled_locally(item, settled, own)
    foreign = Money(settled, item["currency"]) if item["currency"] != own else None
    party_id = int(item.get("booked_party_id", item["party_id"]))
    yield Posting.signed(item["account"], local, foreign, party_id=party_id, text=item["reference"])
    yield from turned_due(item, settled, verified.client, roles)
    if amount(row, "discount"):
        yield from discounts(amount(row, "discount"), item, roles, verified.client)
