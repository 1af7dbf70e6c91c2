"""What a four-eyed document may do to clients, people and their roles; people are named by the address they log in with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from kantor.kit.money import Money
from kantor.words.effect import Part


@dataclass(frozen=True, kw_only=True, slots=True)
class NewClient(Part):
    """A client taken on. people: (e-mail, role) of those who begin with it, because nobody has a role there yet, from `from_on` on."""

    kind: ClassVar[str] = "access.client"
    code: str
    name: str
    country: str
    currency: str
    language: str
    chart: str
    from_on: date
    fiscal_year_start: int = 1
    vat_id: str = ""
    tax_number: str = ""
    address: Mapping[str, str] = field(default_factory=dict)
    region: str = ""
    own_iban: str = ""
    own_bic: str = ""
    people: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class NewBooks(Part):
    """The books of the client that the same document takes on are opened: its chart, and the fiscal years around a day."""

    kind: ClassVar[str] = "accounting.books"
    code: str
    on: date


CHANGEABLE = ("name", "language", "vat_id", "tax_number", "address", "region", "own_iban", "own_bic", "trail_email", "vat_due")
"""What of a client may change; country, currency, chart and fiscal year are what its books are built on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ClientChange(Part):
    """New values of the client that the document belongs to, by column; only those in CHANGEABLE."""

    kind: ClassVar[str] = "access.client_change"
    values: Mapping[str, str | Mapping[str, str] | Sequence[Sequence[str]]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Connection(Part):
    """The client agrees to be connected with the client of the same house that has this VAT id or tax number, once that agrees too."""

    kind: ClassVar[str] = "access.connection"
    number: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NewPerson(Part):
    """Somebody who will work here; without a password until one is set."""

    kind: ClassVar[str] = "access.person"
    email: str
    name: str
    language: str = "en"


@dataclass(frozen=True, kw_only=True, slots=True)
class FactorReset(Part):
    """All second factors of a person go, and all log-ins end; what is taken away does not come back by a reversal."""

    kind: ClassVar[str] = "access.factor_reset"
    email: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Assignment(Part):
    """A person gets a role; until_on: the last day, None for open end."""

    kind: ClassVar[str] = "access.assignment"
    email: str
    role: str
    from_on: date
    until_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AssignmentEnd(Part):
    """A person loses a role; until_on: the last day with it."""

    kind: ClassVar[str] = "access.assignment_end"
    email: str
    role: str
    until_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Limit(Part):
    """From a day on, a role decides alone on a document type up to an amount in the client's currency; it replaces the limit before."""

    kind: ClassVar[str] = "access.limit"
    role: str
    type: str
    amount: Money
    from_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Substitute(Part):
    """`deputy` stands in for `email` from one day to another, both included."""

    kind: ClassVar[str] = "access.substitute"
    email: str
    deputy: str
    from_on: date
    until_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class CompanyDay(Part):
    """A day on which this company does not work though the country does (`works` False), or works though the country does not."""

    kind: ClassVar[str] = "cases.company_day"
    on: date
    works: bool
    name: str
