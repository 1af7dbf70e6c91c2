"""What a released payment run does: payables are settled, money is on its way, discounts are earned with their VAT, the file waits."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.departments.treasury.payment_run.rules import amount, cell, state_of
from kantor.kit.money import Money
from kantor.words import Ask, Effect, Entry, Part, Payment, Posting, Settlement, Verified
from kantor.words.field import Row

SERIES = "PAY"


def effect(verified: Verified) -> Effect:
    """Pure. One entry for the whole run, a payment and a settlement for each open item."""
    reading = verified.reading
    items = {str(item["open_item_id"]): item for item in verified.answers.get(state_of(reading)) or ()}
    on = reading.date("execute_on") or verified.today
    parts: list[Part] = []
    for index, row in enumerate(reading.rows("payments"), start=1):
        item = items[cell(row, "open_item_id")]
        paid = Money(amount(row, "amount"), item["currency"])
        discount = Money(amount(row, "discount"), item["currency"])
        parts.append(
            Settlement(
                open_item_id=int(item["open_item_id"]),
                amount=Money(paid.amount + discount.amount, paid.currency),
                discount=discount if discount.amount else None,
            )
        )
        parts.append(_payment(verified, index, row, item, on))
    parts.append(_entry(verified, items, on))
    return Effect(parts=tuple(parts))


def _payment(verified: Verified, index: int, row: Row, item: Mapping[str, Any], on: date) -> Payment:
    return Payment(
        party_id=int(item["party_id"]),
        iban=item["iban"],
        bic=item["bic"],
        creditor=item["creditor"],
        amount=Money(amount(row, "amount"), item["currency"]),
        execute_on=on,
        remittance=item["reference"],
        end_to_end_id=f"KANTOR-{verified.client['id']}-{verified.document_id}-{index}",
        open_item_ids=(int(item["open_item_id"]),),
    )


def _entry(verified: Verified, items: Mapping[str, Mapping[str, Any]], on: date) -> Entry:
    """Debit payables with what is settled, credit money in transit with what is paid and the discount accounts with the rest.

    Foreign amounts are taken at the rate at which the payable stands in the books.
    """
    roles = verified.answers.get(Ask("ledger.account_roles", ())) or {}
    own = verified.client["currency"]
    postings: list[Posting] = []
    transit = Decimal(0)
    for row in verified.reading.rows("payments"):
        item = items[cell(row, "open_item_id")]
        rate = Decimal(item["rate"])
        settled = Money((amount(row, "amount") + amount(row, "discount")) * rate, own).rounded()
        discounts = list(_discounts(amount(row, "discount"), rate, item, roles, own))
        postings.append(Posting(account=item["account"], debit=settled, party_id=int(item["party_id"]), text=item["reference"]))
        postings += discounts
        transit += settled.amount - sum((posting.credit.amount for posting in discounts if posting.credit), Decimal(0))
    postings.append(Posting(account=roles["money_in_transit"], credit=Money(transit, own)))
    return Entry(series=SERIES, booked_on=on, document_on=on, text=f"{len(verified.reading.rows('payments'))}", postings=tuple(postings))


def _discounts(discount: Decimal, rate: Decimal, item: Mapping[str, Any], roles: Mapping[str, str], own: str) -> Iterator[Posting]:
    """The discount: its net part to the discount account, its VAT part off the input tax where the law corrects at payment (§ 17 UStG)."""
    if not discount:
        return
    local = Money(discount * rate, own).rounded()
    vat = Decimal(0)
    for account, share in item["vat_shares"]:
        part = Money(local.amount * Decimal(share), own).rounded()
        vat += part.amount
        yield Posting(account=account, credit=part, text=item["reference"])
    yield Posting(account=roles["discount_received"], credit=Money(local.amount - vat, own), text=item["reference"])
