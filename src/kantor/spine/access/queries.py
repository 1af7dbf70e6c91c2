"""Reads clients, people and roles. Rows of a client are seen within `acting`; what the database answers for everybody says so."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from kantor.countries import ways_to_write
from kantor.kit.sql import Queries

QUERIES = Queries(__file__)


@dataclass(frozen=True, kw_only=True, slots=True)
class ClientRecord:
    """A company whose office is run here; fiscal_year_start: month; vat_id with its prefix; trail_email: where heads of its trail go;
    closed_on: None while it is served; vat_due: (first day, `payment` or `invoice`), when its VAT becomes due since then."""

    id: int
    code: str
    name: str
    country: str
    currency: str
    language: str
    chart: str
    fiscal_year_start: int
    vat_id: str
    tax_number: str
    address: Mapping[str, Any]
    region: str
    own_iban: str
    own_bic: str
    trail_email: str
    closed_on: date | None
    vat_due: Sequence[Sequence[str]] = ()

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonRecord:
    """Somebody who works here. roles: keys of the roles held for the client that was asked about, sorted."""

    id: int
    name: str
    email: str
    language: str
    is_active: bool
    roles: tuple[str, ...] = ()


def acting_client() -> int:
    """The id of the one client for whom this transaction acts; an error of the database where there are several."""
    found: int = QUERIES.value("acting_client")
    return found


def take_time() -> None:
    """The transaction of this block may take as long as it needs: for what is written out of the books in one snapshot, at the command
    line or by a worker whom somebody asked. Requests keep the limits of the application, so that none holds rows that it forgot."""
    QUERIES.rows("take_time")


def client(client_id: int) -> ClientRecord:
    """One of the acting clients; LookupError where it is not."""
    found = clients([client_id])
    if not found:
        raise LookupError(f"client {client_id} is not one of those acted for")
    return found[0]


def clients(client_ids: Sequence[int]) -> list[ClientRecord]:
    """Those of the acting clients, by name."""
    return [ClientRecord(**row) for row in QUERIES.dicts("clients", ids=list(client_ids))]


def client_by_vat_id(number: str) -> int | None:
    """The one open client with this VAT id or tax number, however it is written. Needs no acting client."""
    found: int | None = QUERIES.value("client_by_number", numbers=list(ways_to_write(number)))
    return found


def client_by_account(account: str) -> int | None:
    """The one open client whose own account this is: an IBAN, or the national number in it. Needs no acting client."""
    found: int | None = QUERIES.value("client_by_account", account=account)
    return found


def every_client() -> list[int]:
    """The ids of all clients, for work that goes through them one by one. Needs no acting client."""
    return [row.id for row in QUERIES.rows("every_client")]


def codes_taken(codes: Sequence[str]) -> frozenset[str]:
    """Those of the codes that a client has. Needs no acting client."""
    return frozenset(row.code for row in QUERIES.rows("codes_taken", codes=list(codes)))


def people(client_id: int, on: date) -> list[PersonRecord]:
    """Who holds a role for one of the acting clients that day, by name."""
    return [PersonRecord(**{**row, "roles": tuple(row["roles"])}) for row in QUERIES.dicts("people", client_id=client_id, on=on)]


def person_by_email(email: str) -> PersonRecord | None:
    """The person who logs in with this address. Needs no acting client."""
    found = QUERIES.dicts("people_by_email", emails=[email.strip().lower()])
    return PersonRecord(**found[0]) if found else None


def names(person_ids: Sequence[int]) -> dict[int, str]:
    """Names of people by their ids. Needs no acting client."""
    return {row.id: row.name for row in QUERIES.rows("names", ids=list(person_ids))}
