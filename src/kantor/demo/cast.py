"""The cast of the demonstration: clients, their suppliers and articles, and the people of the office, with their made-up numbers."""

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from kantor.countries import law
from kantor.demo.numbers import bank_account, tax_number
from kantor.engines.einvoice.writers import Account, Address, Contact, Party, Vat
from kantor.words.authority import NewClient

STANDARD = {"DE": Decimal(19), "PL": Decimal(23), "ID": Decimal(12)}
EAS = {"DE": "9930", "PL": "9945", "NL": "9944", "AT": "9914"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """What a supplier sells; quantities from `least` to `most`; role: of the account that takes its cost."""

    name: str
    unit: str
    price: Decimal
    least: int
    most: int
    role: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Supplier:
    """writes: `ubl`, `cii`, `peppol`, `pdf`, `fa3` or `coretax`; orders: delivers on purchase orders; vat: category of its supplies;
    blocked: why nothing is taken from it any more, '' where it is in good standing; twin: under which name somebody took
    it up once more, '' where nobody did."""

    key: str
    party: Party
    iban: str
    currency: str
    writes: str
    vat: Vat
    articles: tuple[Article, ...]
    orders: bool
    discount: tuple[int, Decimal] | None
    blocked: str
    twin: str

    @property
    def country(self) -> str:
        return self.party.address.country


@dataclass(frozen=True, kw_only=True, slots=True)
class Customer:
    """Somebody who buys. einvoice: the format it wants; reference: what stands on its invoices; articles: (name, unit, price, least, most
    quantity)."""

    key: str
    party: Party
    einvoice: str
    reference: str
    articles: tuple[tuple[str, str, str, int, int], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Client:
    """A company whose office is run. tax_office: its name; limit: what a clerk decides alone, in its currency; deputy: (for whom, who), by
    e-mail."""

    code: str
    party: Party
    new: NewClient
    tax_office: str
    limit: Decimal
    suppliers: tuple[Supplier, ...]
    customers: tuple[Customer, ...]
    deputy: tuple[str, str] | None

    @property
    def country(self) -> str:
        return self.new.country

    def account(self, role: str) -> str:
        """The number of the account with this role in the client's chart."""
        return law(self.country).charts[self.new.chart].by_role[role].number

    def supplier(self, key: str) -> Supplier:
        return next(supplier for supplier in self.suppliers if supplier.key == key)


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """works: client code -> roles."""

    name: str
    email: str
    language: str
    works: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Cast:
    clients: tuple[Client, ...]
    people: tuple[Person, ...]

    def client(self, code: str) -> Client:
        return next(client for client in self.clients if client.code == code)


@cache
def cast(from_on: date) -> Cast:
    """Everybody, as they are since `from_on`."""
    told = tomllib.loads(resources.files(__package__).joinpath("cast.toml").read_text("utf-8"))
    people = tuple(
        Person(
            name=row["name"],
            email=email_of(row["name"]),
            language=row["language"],
            works={work["client"]: tuple(work["roles"]) for work in row["works"]},
        )
        for row in told["people"]
    )
    return Cast(clients=tuple(_client(row, people, from_on) for row in told["clients"]), people=people)


def email_of(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.replace("ł", "l")).encode("ascii", "ignore").decode()
    return f"{plain.lower().replace(' ', '.')}@kantor.example"


def _client(row: Mapping[str, Any], people: tuple[Person, ...], from_on: date) -> Client:
    country, known = row["country"], law(row["country"])
    number = tax_number(country, row["code"])
    address = {"street": row["street"], "town": row["town"], "postcode": row["postcode"]}
    deputy = row.get("deputy")
    new = NewClient(
        code=row["code"],
        name=row["name"],
        country=country,
        currency=known.currency,
        language=known.languages[0],
        chart=row["chart"],
        from_on=from_on,
        vat_id=number,
        tax_number=row.get("tax_number", ""),
        address=address,
        region=row.get("region", ""),
        own_iban=bank_account(country, f"own:{row['code']}"),
        people=tuple((person.email, role) for person in people for role in person.works.get(row["code"], ())),
    )
    party = Party(
        name=row["name"],
        address=Address(country=country, **address),
        vat_id=number,
        contact=Contact(name="Rechnungseingang", phone="+49 40 5550100", email=f"invoices@{row['code']}.example"),
        mailbox=(EAS[country], number) if country in EAS else None,
    )
    return Client(
        code=row["code"],
        tax_office=row["tax_office"],
        party=party,
        new=new,
        limit=Decimal(row["limit"]),
        suppliers=tuple(_supplier(one, country) for one in row["suppliers"]),
        customers=tuple(_customer(one, country) for one in row.get("customers", ())),
        deputy=(email_of(deputy["for"]), email_of(deputy["is"])) if deputy else None,
    )


def _supplier(row: Mapping[str, Any], home: str) -> Supplier:
    country = row.get("country", home)
    number = tax_number(country, row["key"])
    street, town, postcode = row["at"]
    category = row.get("vat", "S")
    iban = "" if row["writes"] == "coretax" else bank_account(country, row["key"])
    return Supplier(
        key=row["key"],
        party=Party(
            name=row["name"],
            address=Address(street=street, town=town, postcode=postcode, country=country),
            vat_id=number,
            contact=Contact(name=f"Buchhaltung {row['name'].split()[0]}", phone="+49 40 5550199", email=f"billing@{row['key']}.example"),
            mailbox=(EAS[country], number) if country in EAS else ("0088", "8880007000010"),
        ),
        iban=iban,
        currency=row.get("currency", law(home).currency),
        writes=row["writes"],
        vat=Vat(category, STANDARD[home]) if category == "S" else Vat(category, Decimal(0), "Reverse charge" if category == "O" else ""),
        articles=tuple(
            Article(name=name, unit=unit, price=Decimal(price), least=least, most=most, role=role)
            for name, unit, price, least, most, role in row["articles"]
        ),
        orders=row.get("orders", False),
        discount=(row["discount"][0], Decimal(row["discount"][1])) if "discount" in row else None,
        blocked=row.get("blocked", ""),
        twin=row.get("twin", ""),
    )


def _customer(row: Mapping[str, Any], home: str) -> Customer:
    country = row.get("country", home)
    street, town, postcode = row["at"]
    return Customer(
        key=row["key"],
        party=Party(
            name=row["name"],
            address=Address(street=street, town=town, postcode=postcode, country=country),
            vat_id=tax_number(country, row["key"]),
            contact=Contact(name="", phone="", email=f"rechnung@{row['key']}.example"),
        ),
        einvoice=row["einvoice"],
        reference=row.get("reference", ""),
        articles=tuple((name, unit, price, least, most) for name, unit, price, least, most in row["articles"]),
    )


def account_of(supplier: Supplier) -> Account | None:
    """The bank account that stands on the supplier's invoices."""
    return Account(iban=supplier.iban, holder=supplier.party.name) if supplier.iban else None
