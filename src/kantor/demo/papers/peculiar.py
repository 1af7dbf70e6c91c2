"""Made-up suppliers whose papers look alike each time and name things as nobody else does: what a reader learns by being shown one."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from kantor.demo.papers.deal import Deal, Paper, deal
from kantor.demo.papers.layouts import Style, style
from kantor.demo.papers.parties import Party, party, table
from kantor.demo.papers.writing import Hand, hand

FIELDS = ("number", "issued_on", "due_on", "net", "vat", "gross", "iban", "bic", "supplier_vat_id", "supplier_name", "currency")
"""What each of these papers says."""


def peculiar(count: int, *, seed: int, suppliers: int = 5, last_on: date | None = None) -> Iterator[Paper]:
    """So many papers of so many suppliers in turn, those of each alike; the same seed gives the same papers.

    last_on: when the last of them is written, each a day after the one before; None: whenever.
    """
    known = [_supplier(place, seed) for place in range(suppliers)]
    for place in range(count):
        written_on = last_on - timedelta(days=count - 1 - place) if last_on else None
        yield _paper(known[place % suppliers], place, seed, written_on)


class _Supplier:
    """Who writes the papers, and what is the same on all of them."""

    def __init__(self, place: int, seed: int, told: Mapping[str, Any], chance: random.Random) -> None:
        self.name = f"peculiar-{seed}-{place}"
        self.told = told
        self.seller: Party = party(told["language"], chance)
        self.buyer: Party = party(told["language"], chance)
        self.hand: Hand = hand(told["language"], chance)
        self.style: Style = style(told["layout"], chance)
        self.style |= {"totals": "right", "footer": "columns", "brand": "name"}


def _supplier(place: int, seed: int) -> _Supplier:
    """After the fifth the same ways come again, with other letters and companies."""
    ways = table("peculiar")["suppliers"]
    return _Supplier(place, seed, ways[place % len(ways)], random.Random(f"{seed}-supplier-{place}"))  # noqa: S311 - the same each time


def _paper(supplier: _Supplier, place: int, seed: int, written_on: date | None) -> Paper:
    chance = random.Random(f"{seed}-peculiar-{place}")  # noqa: S311 - papers that come out the same each time, no secret
    told = supplier.told
    one = replace(deal(told["language"], chance), seller=supplier.seller, hand=supplier.hand)
    one = replace(one, issued_on=written_on or one.issued_on)
    number = told["number"].format(year=one.issued_on.year, n=17 + place * 3)
    one = replace(one, number=number, items=tuple(replace(item, rate=one.items[0].rate) for item in one.items[:6]))
    truth = _truth(one) | {"currency": supplier.hand.currency}
    columns = told["columns"]
    keys = {"name": "name", "quantity": "quantity", "price": "price", "line": "net"}
    lines = tuple(
        {"name": item.name, "quantity": f"{item.quantity.normalize():f}", "price": f"{item.price:.2f}", "net": f"{item.net:.2f}"}
        for item in one.items
    )
    content = {
        "style": supplier.style,
        "language": told["language"],
        "title": told["title"],
        "brand": supplier.seller.brand,
        "meta": [[label, _shown(what, one, told["number"], chance)] for label, what in told["facts"]],
        **_addresses(supplier),
        "before": [],
        "tables": [
            {
                "columns": [{"title": columns[key], "right": key != "name", "wide": key == "name"} for key in keys],
                "rows": [
                    [item.name, one.hand.quantity(item.quantity), one.hand.number(item.price), one.hand.number(item.net)]
                    for item in one.items
                ],
            }
        ],
        "totals": _totals(one, told),
        "breakdown": {"columns": [], "rows": []},
        "after": [],
    }
    return Paper(
        name=f"{supplier.name}-{place:04d}",
        type="supplier_invoice",
        language=told["language"],
        layout=supplier.name,
        truth={key: value for key, value in truth.items() if value},
        lines=lines,
        content=content,
    )


def _truth(one: Deal) -> dict[str, str]:
    return {
        "number": one.number,
        "issued_on": one.issued_on.isoformat(),
        "due_on": one.due_on.isoformat(),
        "net": f"{one.net:.2f}",
        "vat": f"{one.vat:.2f}",
        "gross": f"{one.net + one.vat:.2f}",
        "iban": one.seller.iban,
        "bic": one.seller.bic,
        "supplier_vat_id": one.seller.vat_id if one.seller.country != "GB" else "",
        "supplier_name": one.seller.name,
    }


def _shown(what: str, one: Deal, number: str, chance: random.Random) -> str:
    """What stands beside a label: a value, or something of the same form that means something else."""
    if what == "decoy number":
        return number.format(year=one.issued_on.year - 1, n=chance.randint(100, 999))
    if what == "decoy date":
        return one.hand.write_day(one.issued_on - timedelta(days=chance.randint(20, 90)))
    return {"number": one.number, "issued_on": one.hand.write_day(one.issued_on), "due_on": one.hand.write_day(one.due_on)}[what]


def _addresses(supplier: _Supplier) -> dict[str, Any]:
    seller, buyer = supplier.seller, supplier.buyer
    account = seller.iban or seller.account
    grouped = " ".join(account[at : at + 4] for at in range(0, len(account), 4))
    return {
        "sender": [seller.name, seller.street, seller.town],
        "recipient": [buyer.name, buyer.street, buyer.town],
        "sender_label": "",
        "recipient_label": "",
        "footer": [
            [seller.name, seller.street, seller.town],
            [seller.phone, seller.web],
            [seller.bank, grouped, seller.bic],
            [seller.vat_id],
        ],
        "bank": [],
    }


def _totals(one: Deal, told: Mapping[str, Any]) -> list[list[Any]]:
    """The sums, and one that is none of them below: what was paid in advance for something else."""
    own, rate = one.hand, next(iter(one.by_rate))
    before = (one.net / 3).quantize(Decimal(1) if own.whole else Decimal("0.01"))
    return [
        [told["net"], own.amount(one.net), False],
        [told["vat"].replace("{rate}", f"{rate} %"), own.amount(one.vat), False],
        [f"{told['gross']} {own.currency}", own.amount(one.net + one.vat), True],
        ["+/-", own.amount(before), False],
    ]
