"""What a made-up paper is about before anybody decides how it looks: who sells what to whom, and for how much."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from kantor.demo.papers.parties import Party, party, table
from kantor.demo.papers.writing import Hand, digits, document_number, hand

CENT = Decimal("0.01")
RATES = {"de": ("19", "7"), "pl": ("23", "8", "5"), "id": ("11", "12"), "en": ("20", "5")}
FIRST = date(2024, 1, 3)


@dataclass(frozen=True, kw_only=True)
class Item:
    name: str
    article: str
    quantity: Decimal
    unit: str
    price: Decimal
    rate: str
    net: Decimal


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document as it is drawn, and what it says. type: `supplier_invoice`, `credit_note`, ...; truth: field -> value in the house's
    form; lines: the rows of its table in the same form; content: what `paper.typ` draws."""

    name: str
    type: str
    language: str
    layout: str
    truth: dict[str, str]
    lines: tuple[dict[str, str], ...]
    content: dict[str, Any] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Deal:
    """What an invoice is about, before anybody decides how it looks."""

    hand: Hand
    seller: Party
    buyer: Party
    number: str
    issued_on: date
    days: int
    items: tuple[Item, ...]
    order: str
    is_credit: bool

    @property
    def due_on(self) -> date:
        return self.issued_on + timedelta(days=self.days)

    @property
    def by_rate(self) -> dict[str, tuple[Decimal, Decimal]]:
        """Rate -> (net, VAT)."""
        nets: dict[str, Decimal] = {}
        for item in self.items:
            nets[item.rate] = nets.get(item.rate, Decimal(0)) + item.net
        places = Decimal(1) if self.hand.whole else CENT
        return {rate: (net, (net * Decimal(rate) / 100).quantize(places, ROUND_HALF_UP)) for rate, net in nets.items()}

    @property
    def net(self) -> Decimal:
        return sum((net for net, _ in self.by_rate.values()), Decimal(0))

    @property
    def vat(self) -> Decimal:
        return sum((vat for _, vat in self.by_rate.values()), Decimal(0))


def deal(language: str, chance: random.Random, *, is_credit: bool = False, untaxed_share: float = 0.0) -> Deal:
    """untaxed_share: how many bear no VAT, as deliveries abroad, small businesses and insurances do."""
    own = hand(language, chance)
    issued = FIRST + timedelta(days=chance.randint(0, 900))
    count = chance.choice((1, 1, 2, 3, 4, 5, 7, 10)) if chance.random() < 0.93 else chance.randint(28, 60)
    rates = RATES[language]
    rate = rates[0] if chance.random() < 0.85 else rates[1]
    if untaxed_share and chance.random() < untaxed_share:
        rate, rates = "0", ("0",)
    items = tuple(_item(language, own, rate if chance.random() < 0.85 else chance.choice(rates), chance) for _ in range(count))
    return Deal(
        hand=own,
        seller=party(language, chance),
        buyer=party(language if chance.random() < 0.8 else chance.choice(("de", "pl", "en")), chance),
        number=document_number(language, issued, chance),
        issued_on=issued,
        days=chance.choice((7, 10, 14, 14, 21, 30, 30, 60)),
        items=items,
        order=chance.choice(
            (f"PO-{digits(chance, 5)}", f"45{digits(chance, 8)}", f"B{digits(chance, 4)}-{digits(chance, 2)}", digits(chance, 6))
        ),
        is_credit=is_credit,
    )


def _item(language: str, own: Hand, rate: str, chance: random.Random) -> Item:
    goods = table("goods")[language]
    quantity = Decimal(chance.choice((1, 1, 2, 3, 5, 8, 10, 12, 20, 25, 50, 100)))
    if chance.random() < 0.12:
        quantity += chance.choice((Decimal("0.5"), Decimal("0.25")))
    price = Decimal(chance.randint(49, 90_000)) / 100 if own.currency != "IDR" else Decimal(chance.randint(5, 4000) * 1000)
    price = price if own.currency == "IDR" or price < 200 or chance.random() < 0.3 else (price / 10).quantize(CENT)
    places = Decimal(1) if own.whole else CENT
    return Item(
        name=chance.choice(goods["items"]),
        article=f"{chance.choice('ABCKMT')}{chance.choice(('', '-'))}{digits(chance, chance.randint(3, 6))}",
        quantity=quantity,
        unit=chance.choice(goods["units"]),
        price=price,
        rate=rate,
        net=(quantity * price).quantize(places, ROUND_HALF_UP),
    )
