"""Value added tax on what is given for a complaint: a lowered price lowers the tax on it, damages and goodwill are no consideration."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kantor.kit.money import Money
from kantor.words import Reading

REDUCTION = "price_reduction"
NATURES = (REDUCTION, "damages", "goodwill")
HUNDRED = Decimal(100)


class Law(NamedTuple):
    """Where it is written that a lowered price lowers the tax, since when, and which paper it asks for: `none`, `agreed` (a correcting
    invoice, and proof that both agreed), `ksef` (a correcting invoice in KSeF, of another one the customer's receipt), `nota_retur`."""

    source: str
    from_on: date
    paper: str


LAWS: Mapping[str, tuple[Law, ...]] = {
    # No paper is asked for but where turnovers at several rates are lowered together (Abs. 4); Abschn. 17.1 Abs. 3 UStAE.
    "DE": (Law("§ 17 Abs. 1 UStG", date(1980, 1, 1), "none"),),
    # As changed by Dz.U. 2020 poz. 2419, and with KSeF by Dz.U. 2023 poz. 1598 (Dz.U. 2024 poz. 852).
    "PL": (
        Law("art. 29a ust. 10 pkt 1, ust. 13, art. 106j ustawy o VAT", date(2021, 1, 1), "agreed"),
        Law("art. 29a ust. 10 pkt 1, ust. 13 i 13a, art. 106j ustawy o VAT", date(2026, 2, 1), "ksef"),
    ),
    "ID": (Law("UU PPN Pasal 5A; S-151/PJ.52/1993 angka 3", date(2010, 4, 1), "nota_retur"),),
}
"""The oldest first."""


def law_for(country: str, on: date) -> Law | None:
    """The rule of a country that day; None where the house knows none."""
    return next((law for law in reversed(LAWS.get(country, ())) if law.from_on <= on), None)


def tax_in(reading: Reading, given: Money) -> Money:
    """The tax in what is given back of a price, which is a price with tax; nothing where no price is lowered."""
    percent = reading.number("vat_percent") or Decimal(0)
    if reading.text("nature") != REDUCTION or percent <= 0:
        return given - given
    return Money(given.amount * percent / (HUNDRED + percent), given.currency).rounded()
