"""Answers what rules ask about the client whose document they judge, about people and roles, and whether a new client can be told apart."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from psycopg.types.json import Jsonb

from kantor.countries import ways_to_write
from kantor.kit.money import Money
from kantor.spine.access.queries import QUERIES, codes_taken
from kantor.spine.access.roles import known_roles
from kantor.words import Answer, Answers, Ask


def _client(asks: Sequence[Ask], as_of: date) -> Answers:
    """The one acting client's own data: country, currency, VAT id, chart, address; None where several act."""
    rows = QUERIES.dicts("acting_clients")
    return dict.fromkeys(asks, _plain(rows[0]) if len(rows) == 1 else None)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()}


def _letterhead(asks: Sequence[Ask], as_of: date) -> Answers:
    """What stands at the head and foot of the acting client's own papers: `address` (by part), `own_iban`, `own_bic`."""
    rows = QUERIES.dicts("letterhead")
    return dict.fromkeys(asks, rows[0] if len(rows) == 1 else None)


def _roles(asks: Sequence[Ask], as_of: date) -> Answers:
    """The keys of all roles that there are, sorted."""
    return dict.fromkeys(asks, sorted(known_roles()))


def _role_given(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (role,). Whether somebody holds it for the acting client that day."""
    given = {row.role for row in QUERIES.rows("roles_given", roles=[ask.about[0] for ask in asks], on=as_of)}
    return {ask: ask.about[0] in given for ask in asks}


def _person(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (e-mail,). Who logs in with it: `name`, `is_active`; None where nobody does."""
    addresses = {ask: ask.about[0].strip().lower() for ask in asks}
    rows = QUERIES.rows("people_by_email", emails=sorted(set(addresses.values()) - {""}))
    found = {row.email.lower(): {"name": row.name, "is_active": row.is_active} for row in rows}
    return {ask: found.get(address) for ask, address in addresses.items()}


def _limit(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (document type, role). Up to which amount of the acting client's currency, as text; None where it is not limited."""
    clients = QUERIES.dicts("acting_clients")
    rows = QUERIES.rows("limits", client_id=clients[0]["id"], on=as_of) if len(clients) == 1 else []
    found = {(row.type, row.role): str(Money.from_minor(row.amount, row.currency).amount) for row in rows}
    return {ask: found.get((ask.about[0], ask.about[1])) for ask in asks}


def _code_taken(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (code,). Whether a client has it, one that the person does not work for as well."""
    taken = codes_taken([ask.about[0] for ask in asks])
    return {ask: ask.about[0] in taken for ask in asks}


def _number_taken(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (VAT id or tax number,). Whether an open client has it, however it is written, and whoever works for that client."""
    rows = [{"number": ask.about[0], "ways": list(ways_to_write(ask.about[0]))} for ask in asks if ask.about[0]]
    taken = {row.number for row in QUERIES.rows("numbers_taken", rows=Jsonb(rows))}
    return {ask: ask.about[0] in taken for ask in asks}


def _connection(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (VAT id or tax number,). Whether the acting client has agreed to be connected with whoever has it."""
    known = {way for row in QUERIES.rows("connections") for way in row.ways}
    return {ask: not known.isdisjoint(ways_to_write(ask.about[0])) for ask in asks}


ANSWERS: dict[str, Answer] = {
    "access.client": _client,
    "access.connection": _connection,
    "access.letterhead": _letterhead,
    "access.limit": _limit,
    "access.code_taken": _code_taken,
    "access.number_taken": _number_taken,
    "access.person": _person,
    "access.role_given": _role_given,
    "access.roles": _roles,
}
