"""The open items that lines may pay, as the house tells them, in the engine's book. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.engines.reconciling import Book, Known, Lessons, OpenItem, Party, Settled
from kantor.kit.money import Money

Item = Mapping[str, Any]


def book_of(items: Sequence[Item], settled: Sequence[Item], currency: str) -> Book:
    """The book of these items; whose account it is as people said counts before what was agreed. settled: what may come back or be paid
    twice, each known in the book by its place, from 1; currency: that of the books."""
    payers = {str(iban): payer_of(item) for item in items for iban in item.get("paid_from", ())}
    known = Known(settled=tuple(_settled(place, one, currency) for place, one in enumerate(settled, 1)), lessons=Lessons(payers=payers))
    return Book([_open_item(item) for item in items], _parties(items), known=known, currency=currency)


def _settled(place: int, one: Item, currency: str) -> Settled:
    return Settled(
        id=place,
        booked_on=date.fromisoformat(one["booked_on"]),
        amount=int(one["amount_minor"]),
        currency=currency,
        party_id=int(one["party_id"]),
        iban=str(one["iban"]),
        end_to_end_id=str(one["end_to_end_id"]),
        references=(str(one["reference"]),) if one["reference"] else (),
    )


def payer_of(item: Item) -> int:
    """The partner to whom the item's party leads."""
    return int(item.get("payer_id", item["party_id"]))


def _open_item(item: Item) -> OpenItem:
    currency = str(item["currency"])
    still, whole = (Money(Decimal(item[key]), currency).rounded().minor for key in ("open", "amount"))
    return OpenItem(
        id=int(item["id"]),
        side=item["side"],
        party_id=payer_of(item),
        currency=currency,
        open=still,
        local_open=int(item["local_minor"]) * still // whole,
        issued_on=date.fromisoformat(item.get("document_on", item["due_on"])),
        due_on=date.fromisoformat(item["due_on"]),
        references=(str(item["reference"]),) if item["reference"] else (),
        discounts=tuple((date.fromisoformat(until), int(minor)) for until, minor in item.get("discounts", ())),
    )


def _parties(items: Sequence[Item]) -> list[Party]:
    """Whose items they are, as far as the items tell: merged partners are one."""
    names: dict[int, dict[str, None]] = {}
    ibans: dict[int, set[str]] = {}
    numbers: dict[int, set[str]] = {}
    for item in items:
        party_id = payer_of(item)
        names.setdefault(party_id, {})[str(item["name"])] = None
        ibans.setdefault(party_id, set()).update(item.get("ibans", ()))
        numbers.setdefault(party_id, set()).update(filter(None, (item.get("party_number"),)))
    return [Party(key, tuple(sorted(names[key])), tuple(sorted(ibans[key])), tuple(sorted(numbers[key]))) for key in sorted(names)]
