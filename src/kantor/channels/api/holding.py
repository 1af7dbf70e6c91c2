"""What holds in the office: clients, people with their roles, limits and deputies, and a business partner with its accounts."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404
from ninja import Query, Router, Schema

from kantor.channels.api.gates import Call, reads, writes
from kantor.channels.api.shapes import Across, PathId, decimal, plain
from kantor.desk.office import queries
from kantor.kit.ui import shown
from kantor.spine import access, parties

ROUTER = Router(tags=["office"])


class ClientWhole(Schema):
    """A company whose office is run here; closed_on: null while it is served."""

    id: int
    code: str
    name: str
    country: str
    region: str
    currency: str
    language: str
    chart: str
    fiscal_year_start: int
    vat_id: str
    tax_number: str
    own_iban: str
    own_bic: str
    trail_email: str
    closed_on: date | None


class Clients(Schema):
    clients: list[ClientWhole]


class Assignment(Schema):
    """Who has a role for a client from when until when; document: by which it was given."""

    id: int
    client: int
    person: int
    name: str
    email: str
    is_active: bool
    role: str
    from_on: date
    until_on: date | None
    document: int | None


class Limit(Schema):
    """Up to which amount a role decides alone."""

    id: int
    client: int
    role: str
    type: str
    amount: Decimal | None
    currency: str
    from_on: date
    until_on: date | None
    document: int | None


class Substitute(Schema):
    """Who stands in for whom."""

    id: int
    client: int
    name: str
    deputy: str
    from_on: date
    until_on: date | None
    document: int | None


class People(Schema):
    """What holds now and in time to come."""

    assignments: list[Assignment]
    limits: list[Limit]
    substitutes: list[Substitute]


class RoleShape(Schema):
    key: str
    label: str
    permissions: list[str]


class Roles(Schema):
    roles: list[RoleShape]


class Ended(Schema):
    """ended: how many log-ins."""

    ended: int


class BankAccount(Schema):
    """until_on: the last day on which it may be paid to; document: where two people agreed to it."""

    id: int
    iban: str
    bic: str
    holder: str
    from_on: date
    until_on: date | None
    document: int | None


class Identifier(Schema):
    scheme: str
    value: str


class Partner(Schema):
    """A supplier or a customer. blocked_on: null while it may be dealt with."""

    id: int
    client: int
    number: str
    name: str
    role: str
    country: str
    language: str
    address: dict[str, Any]
    email: str
    account: str
    payment_days: int | None
    blocked_on: date | None
    blocked_reason: str
    identifiers: list[Identifier]
    bank_accounts: list[BankAccount]


@ROUTER.get("/clients", response=Clients, summary="List clients")
@reads("office.client_change.see")
def clients(request: Call, asked: Query[Across]) -> Any:
    """With what the house knows of each; changed by office.client_change and office.new_client."""
    visit = request.visit
    names = ClientWhole.model_fields
    return Clients(clients=[ClientWhole(**{name: getattr(visit.every[one], name) for name in names}) for one in visit.clients])


@ROUTER.get("/people", response=People, summary="List people with roles, limits and deputies")
@reads("office.assignment.see")
def people(request: Call, asked: Query[Across]) -> Any:
    """Each is changed by a document of its type in /typed-documents, which a second person approves."""
    visit = request.visit
    given = (visit.clients, visit.today)
    return People(
        assignments=[_held(Assignment, row, person=row.person_id) for row in queries.assignments(*given)],
        limits=[_held(Limit, row, amount=decimal(row.amount, row.currency)) for row in queries.limits(*given)],
        substitutes=[_held(Substitute, row) for row in queries.substitutes(*given)],
    )


def _held(shape: type[Schema], row: Any, **given: Any) -> Any:
    given |= {"client": row.client_id, "document": row.document_id}
    return shape(**given, **{name: getattr(row, name) for name in shape.model_fields if name not in given})


@ROUTER.get("/roles", response=Roles, summary="List roles")
@reads("office.assignment.see")
def roles(request: Call, asked: Query[Across]) -> Any:
    """Every role of the house with its permissions."""
    found = sorted(access.known_roles().items())
    return Roles(roles=[RoleShape(key=key, label=shown.sentence(key), permissions=sorted(held)) for key, held in found])


@ROUTER.post("/people/{person_id}/end-log-ins", response=Ended, summary="End a colleague's log-ins")
@writes("access.sessions.end", one=False)
def end_log_ins(request: Call, person_id: PathId, asked: Query[Across]) -> Any:
    """All of them, of somebody who works for one of the clients for which the key may; keys for programs stay."""
    visit = request.visit
    if person_id not in {row.person_id for row in queries.assignments(visit.clients, visit.today)}:
        raise Http404
    return Ended(ended=access.end_sessions(person_id, at=visit.at, by=visit.person_id, reason="ended_by_colleague"))


@ROUTER.get("/parties/{party_id}", response=Partner, summary="Look at a business partner")
@reads("parties.see")
def party(request: Call, party_id: PathId, asked: Query[Across]) -> Any:
    """What is known of it, and its accounts from when until when; what is owed to it: /open-items?party=."""
    found = parties.party(party_id)
    if found is None or found.client_id not in request.visit.clients:
        raise Http404
    same = [name for name in Partner.model_fields if name not in ("client", "address", "identifiers", "bank_accounts")]
    return Partner(
        **{name: getattr(found, name) for name in same},
        client=found.client_id,
        address=plain(dict(found.address)),
        identifiers=[Identifier(scheme=one.scheme, value=one.value) for one in parties.identifiers([party_id])],
        bank_accounts=[_account(one) for one in parties.bank_accounts([party_id])],
    )


def _account(row: parties.BankAccountRow) -> BankAccount:
    same = ("id", "iban", "bic", "holder", "from_on", "until_on")
    return BankAccount(**{name: getattr(row, name) for name in same}, document=row.document_id)
