"""Purchases for the tests of the tax treatment, as short as a clerk would say them."""

from datetime import date
from decimal import Decimal
from typing import Any

from kantor.countries import Purchase, Treatment, vat_treatment

VAT_IDS = {
    "DE": "DE143454214",
    "PL": "PL7740001454",
    "AT": "ATU13585627",
    "FR": "FR59542051180",
    "RO": "RO1590082",
    "XI": "XI110305878",
    "GB": "GB727255821",
    "ID": "01.308.449.6-091.000",
}
SUMMER_2025 = date(2025, 6, 2)


def treated(way: str, category: str, rate: str | None = None, on: date = SUMMER_2025, **other: Any) -> Treatment:
    """`treated("AT>DE", "K", "0")`: what a German buyer books for an Austrian invoice; it bears both VAT ids unless said otherwise."""
    seller, buyer = way.split(">")
    given = {"seller_vat_id": VAT_IDS.get(seller), "buyer_vat_id": VAT_IDS[buyer], "rate": Decimal(rate) if rate else None} | other
    return vat_treatment(Purchase(seller_country=seller, buyer_country=buyer, category=category, on=on, **given))


def verdict(treatment: Treatment) -> tuple[str, str, bool, str]:
    return treatment.code, treatment.kind, treatment.plausible, treatment.reason_key
