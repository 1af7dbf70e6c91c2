"""The parties of made-up papers: companies with addresses, bank accounts and tax numbers that exist nowhere."""

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from kantor.demo.papers.writing import COUNTRY_OF, bic, digits, iban, vat_id


@dataclass(frozen=True, kw_only=True)
class Party:
    name: str
    brand: str
    street: str
    town: str
    country: str
    vat_id: str
    iban: str
    bic: str
    account: str
    bank: str
    phone: str
    web: str
    tax_number: str


@cache
def table(name: str) -> dict[str, Any]:
    """One of the word lists beside this module."""
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))


def party(language: str, chance: random.Random) -> Party:
    """A company where the language is spoken."""
    goods = table("goods")[language]
    first, second, legal = (chance.choice(goods[part]) for part in ("first", "second", "legal"))
    brand = f"{first} {second}" if chance.random() < 0.8 else f"{first}{chance.choice((' & Partner', '', ' Group', ' 24'))}"
    country = COUNTRY_OF[language]
    word = "".join(sign for sign in brand.lower() if sign.isascii() and sign.isalnum())
    return Party(
        name=legal.format(brand) if "{}" in legal else f"{brand} {legal}",
        brand=brand,
        street=chance.choice(goods["streets"]).format(n=chance.randint(1, 180)),
        town=chance.choice(goods["towns"]),
        country=country,
        vat_id=vat_id(country, chance),
        iban=iban(country, chance),
        bic=bic(country, chance),
        account=digits(chance, 10),
        bank=chance.choice(goods["banks"]),
        phone=f"0{digits(chance, 3)} {digits(chance, 6)}",
        web=f"www.{word}.example",
        tax_number=f"{digits(chance, 2)}/{digits(chance, 3)}/{digits(chance, 5)}",
    )
