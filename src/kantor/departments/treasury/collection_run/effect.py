"""What a released collection run does: receivables are settled, the money is on its way to us, the file waits, and customers are told."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.departments.treasury.collection_run.rules import ROLES, amount, sequence_of, state_of
from kantor.departments.treasury.collection_run.telling import letters
from kantor.departments.treasury.dividing import posting
from kantor.departments.treasury.mandate_parts import Collection
from kantor.departments.treasury.payment_run.settling import settled_locally
from kantor.departments.treasury.turning_due import turned_due
from kantor.kit.money import Money
from kantor.words import Effect, Entry, Part, Posting, Settlement, Verified
from kantor.words.field import cell

SERIES = "COL"
EURO = "EUR"


def effect(verified: Verified) -> Effect:
    """Pure. One entry for the whole run, a settlement and a direct debit for each item, a letter to each customer; a mandate's first
    use is its first alone."""
    reading = verified.reading
    items = {str(item["id"]): item for item in verified.answers.get(state_of(reading)) or ()}
    roles, own = verified.answers[ROLES], verified.client["currency"]
    on = reading.date("collect_on") or verified.today
    parts: list[Part] = []
    postings: list[Posting] = []
    used: set[str] = set()
    collected: list[tuple[Collection, Mapping[str, Any]]] = []
    for index, row in enumerate(reading.rows("collections"), start=1):
        item, paid = items[cell(row, "open_item_id")], Money(amount(row), EURO)
        mandate = item["mandates"][cell(row, "mandate")]
        sequence = sequence_of(mandate)
        parts.append(Settlement(open_item_id=int(item["id"]), amount=paid, paid_on=on))
        local = settled_locally(item, paid.amount, own)
        foreign = -paid if own != EURO else None
        postings.append(Posting.signed(str(item["account"]), -local, foreign, party_id=int(item["party_id"]), text=str(item["reference"])))
        postings += turned_due(item, paid.amount, verified.client, roles)
        collection = Collection(
            mandate=cell(row, "mandate"),
            sequence="RCUR" if sequence == "FRST" and cell(row, "mandate") in used else sequence,
            debtor=str(item["name"]),
            iban=str(mandate["iban"]),
            amount=paid,
            collect_on=on,
            remittance=str(item["reference"]),
            end_to_end_id=f"KANTOR-{verified.client['id']}-{verified.document_id}-{index}",
            open_item_ids=(int(item["id"]),),
            creditor_id=str(mandate["creditor_id"]),
            own_iban=reading.text("own_iban"),
            own_bic=reading.text("own_bic"),
            local=local,
        )
        used.add(cell(row, "mandate"))
        parts.append(collection)
        collected.append((collection, item))
    parts.append(_entry(postings, on, Money(-sum((one.balance for one in postings), Decimal(0)), own), str(roles["money_in_transit"])))
    parts += letters(verified, collected, on)
    return Effect(parts=tuple(parts))


def _entry(postings: list[Posting], on: date, total: Money, transit: str) -> Entry:
    against = posting(transit, total, str(len(postings)))
    return Entry(series=SERIES, booked_on=on, document_on=on, text=str(len(postings)), postings=(against, *postings))
