"""Value added tax on what is given for a complaint: a lowered price lowers the tax on it, damages and goodwill are no consideration."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kantor.kit.money import Money
from kantor.words import Reading

REDUCTION = "price_reduction"
NATURES = (REDUCTION, "damages", "goodwill")
HUNDRED = Decimal(100)


class Law(NamedTuple):
    """Where it is written that a lowered price lowers the tax, since when, and what paper goes with it."""

    source: str
    from_on: date


LAWS = {
    "DE": Law("§ 17 Abs. 1 UStG", date(1980, 1, 1)),
    "PL": Law("art. 29a ust. 10 pkt 1, ust. 13, art. 106j ustawy o VAT", date(2014, 1, 1)),
    "ID": Law("UU PPN Pasal 5A; S-151/PJ.52/1993 angka 3", date(2010, 4, 1)),
}


def law_for(country: str, on: date) -> Law | None:
    """The rule of a country that day; None where the house knows none."""
    law = LAWS.get(country)
    return law if law and law.from_on <= on else None


def tax_in(reading: Reading, given: Money) -> Money:
    """The tax in what is given back of a price, which is a price with tax; nothing where no price is lowered."""
    percent = reading.number("vat_percent") or Decimal(0)
    if reading.text("nature") != REDUCTION or percent <= 0:
        return given - given
    return Money(given.amount * percent / (HUNDRED + percent), given.currency).rounded()
