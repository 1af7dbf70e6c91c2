"""What is sold to whom in the random invoices, and what the law makes of it: rates, bases and codes written down here from the paragraphs,
apart from the house's own tables."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from tests.engines.einvoice.drafts import BUERO, JODLA, KOPI, LIPA, MELATI, PAPIER

from kantor.engines.einvoice.writers import Address, Party

NOW, IN_2020, IN_2021, IN_2024 = date(2026, 3, 10), date(2020, 9, 15), date(2021, 10, 5), date(2024, 6, 12)
WHOLE, ELEVEN_TWELFTHS = Fraction(1), Fraction(11, 12)


class Taxed(NamedTuple):
    """What is charged on a line: percent of a share of its net amount, and the code under which it is booked."""

    percent: Decimal
    code: str
    share: Fraction = WHOLE


class Deal(NamedTuple):
    """lines: (what is sold, what the seller says about it) -> what is charged; formats: in which an invoice of it can leave."""

    buyer: Party
    lines: Mapping[tuple[str, str], Taxed]
    formats: tuple[str, ...] = ()
    on: date = NOW
    in_one_stop_shop: bool = False


def taxed(percent: int | str, code: str, share: Fraction = WHOLE) -> Taxed:
    return Taxed(Decimal(percent), code, share)


def both(wanted: str, of: Taxed) -> dict[tuple[str, str], Taxed]:
    return {("goods", wanted): of, ("services", wanted): of}


def consumer(country: str, town: str) -> Party:
    return Party(name="Chris Martin", address=Address(street="1 Place Verte", town=town, postcode="10000", country=country))


def abroad(state: str, percent: str, home: Taxed) -> dict[tuple[str, str], Taxed]:
    """Goods and electronic services are taxed where the consumer is (art. 33 a, 58, 369a Directive 2006/112/EC), other services at home
    (art. 45)."""
    goods, electronic = taxed(percent, f"OSS-{state}-{percent}-G"), taxed(percent, f"OSS-{state}-{percent}-S")
    return {("goods", "standard"): goods, ("electronic", "standard"): electronic, ("services", "standard"): home}


SWISS = Party(
    name="Alpenrose AG",
    address=Address(street="Bahnhofstr. 1", town="Zürich", postcode="8001", country="CH"),
    vat_id="CHE-109.322.551 MWST",
)
EN16931 = ("xrechnung_ubl", "xrechnung_cii", "factur_x", "peppol")
U19, S23 = taxed(19, "U19"), taxed(23, "S23")
GERMANY = {
    "home": Deal(
        PAPIER,
        {**both("standard", U19), **both("reduced", taxed(7, "U7")), **both("exempt", taxed(0, "UFR")), **both("zero", taxed(0, "U0"))},
        EN16931,
    ),
    # § 28 Abs. 1 und 2 UStG: from July to December 2020
    "home in 2020": Deal(PAPIER, {**both("standard", taxed(16, "U16")), **both("reduced", taxed(5, "U5"))}, on=IN_2020),
    # § 13b Abs. 2 Nr. 4 und Abs. 5 UStG
    "home, reverse charge": Deal(PAPIER, {("services", "reverse_charge"): taxed(0, "U13"), **both("standard", U19)}, EN16931),
    # § 6a and § 3a Abs. 2 UStG with art. 196
    "business in the Union": Deal(JODLA, {("goods", "standard"): taxed(0, "UIG"), ("services", "standard"): taxed(0, "UES")}, EN16931),
    "consumer in France": Deal(consumer("FR", "Lyon"), abroad("FR", "20", U19), ("factur_x",), in_one_stop_shop=True),
    "consumer in Finland": Deal(consumer("FI", "Turku"), abroad("FI", "25.5", U19), ("factur_x",), in_one_stop_shop=True),
    "consumer in Hungary in 2021": Deal(consumer("HU", "Pécs"), abroad("HU", "27", U19), on=IN_2021, in_one_stop_shop=True),
    # art. 59c: below the threshold at home
    "consumer in Italy, below the threshold": Deal(
        consumer("IT", "Pisa"), {("goods", "standard"): U19, ("goods", "reduced"): taxed(7, "U7"), ("services", "standard"): U19}
    ),
    "export": Deal(SWISS, {("goods", "standard"): taxed(0, "UAF")}, EN16931[:3]),
    "business outside the Union": Deal(SWISS, {("goods", "standard"): taxed(0, "UAF"), ("services", "standard"): taxed(0, "UDL")}),
    "consumer outside the Union": Deal(consumer("CH", "Bern"), {("goods", "standard"): taxed(0, "UAF"), ("services", "standard"): U19}),
    "small business": Deal(PAPIER, both("small_business", taxed(0, "UKU")), EN16931),
    "outside the scope": Deal(PAPIER, {**both("outside", taxed(0, "UNS")), **both("standard", U19)}),
}
POLAND = {
    "home": Deal(
        JODLA,
        {
            **both("standard", S23),
            **both("reduced", taxed(8, "S8")),
            **both("super_reduced", taxed(5, "S5")),
            **both("exempt", taxed(0, "SZW")),
            **both("zero", taxed(0, "S0")),
        },
        ("ksef",),
    ),
    # art. 145e ustawy o VAT: gas, electricity, emission allowances until the end of 2026
    "home, reverse charge": Deal(JODLA, {**both("reverse_charge", taxed(0, "SOO")), **both("standard", S23)}, ("ksef",)),
    # art. 42, art. 28b ustawy o VAT
    "business in the Union": Deal(PAPIER, {("goods", "standard"): taxed(0, "WDT"), ("services", "standard"): taxed(0, "SUE")}, ("ksef",)),
    "consumer in Germany": Deal(consumer("DE", "Jena"), abroad("DE", "19", S23), ("factur_x",), in_one_stop_shop=True),
    "consumer in Spain": Deal(consumer("ES", "Cádiz"), abroad("ES", "21", S23), ("factur_x",), in_one_stop_shop=True),
    "consumer in Sweden, below the threshold": Deal(
        consumer("SE", "Lund"), {("goods", "standard"): S23, ("goods", "reduced"): taxed(8, "S8"), ("electronic", "standard"): S23}
    ),
    "export": Deal(SWISS, {("goods", "standard"): taxed(0, "EXP")}, ("ksef",)),
    "business outside the Union": Deal(
        SWISS, {("goods", "standard"): taxed(0, "EXP"), ("services", "standard"): taxed(0, "SZ3")}, ("ksef",)
    ),
    "small business": Deal(JODLA, both("small_business", taxed(0, "S113")), ("ksef",)),
    "outside the scope": Deal(JODLA, {**both("outside", taxed(0, "SNP")), **both("standard", S23)}, ("ksef",)),
}
INDONESIA = {
    # PMK 131/2024: eleven twelfths of the price, in full for luxury goods; UU PPN art. 16B and 4A
    "home": Deal(KOPI, both("standard", taxed(12, "PK12", ELEVEN_TWELFTHS)), ("coretax",)),
    "luxury goods": Deal(KOPI, {("goods", "luxury"): taxed(12, "PK12M")}, ("coretax",)),
    "freed": Deal(KOPI, both("exempt", taxed(0, "PKDB"))),
    "no object of the tax": Deal(KOPI, both("outside", taxed(0, "PKNO"))),
    # UU 7/2021 (HPP) and UU 42/2009: in full before 2025
    "home in 2024": Deal(KOPI, both("standard", taxed(11, "PK11")), on=IN_2024),
    "home in 2021": Deal(KOPI, both("standard", taxed(10, "PK10")), on=IN_2021),
    "export": Deal(PAPIER, both("standard", taxed(0, "PKEX"))),
    "not registered for tax": Deal(KOPI, both("small_business", taxed(0, "PKNP"))),
}
DEALS: Mapping[str, Mapping[str, Deal]] = {"DE": GERMANY, "PL": POLAND, "ID": INDONESIA}
SELLERS: Mapping[str, tuple[Party, str, str]] = {
    "DE": (BUERO, "EUR", "skr03"),
    "PL": (LIPA, "PLN", "pl_model"),
    "ID": (MELATI, "IDR", "id_psak"),
}
