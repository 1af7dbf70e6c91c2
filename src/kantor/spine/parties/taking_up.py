"""Takes up parties with their identifiers and bank accounts, a whole import in a handful of statements."""

from collections.abc import Sequence
from typing import Any

from psycopg.types.json import Jsonb

from kantor.countries import electronic_iban
from kantor.kit.text import sort_key, squeeze
from kantor.spine import trail
from kantor.spine.access import Actor, client
from kantor.spine.parties.names import comparable
from kantor.spine.parties.numbers import faults_of, identifier
from kantor.spine.parties.queries import QUERIES
from kantor.words import Refusal
from kantor.words.party import NewParty

FIRST_NUMBER = {"supplier": 70_000, "customer": 10_000}
"""Where numbers begin that nobody has chosen, as German bookkeeping has it."""


def take_up(given: Sequence[tuple[int | None, NewParty]], actor: Actor) -> list[int]:
    """Write parties for the actor's one client, each with the document behind it; answers their ids in order.

    Refusal where a number is wrong or taken.
    """
    if not given:
        return []
    (client_id,) = actor.clients
    _check(given)
    language = client(client_id).language
    numbers = _numbers([party for _, party in given], client_id)
    rows = [_row(document_id, party, number, language) for (document_id, party), number in zip(given, numbers, strict=True)]
    new = {(row.kind, row.number): row.id for row in QUERIES.rows("add_parties", client_id=client_id, rows=Jsonb(rows))}
    for (document_id, party), number in zip(given, numbers, strict=True):
        if (party.role, number) not in new:
            raise Refusal("parties.number_taken", document_id=document_id, evidence={"number": number, "name": party.name})
    ids = [new[party.role, number] for (_, party), number in zip(given, numbers, strict=True)]
    _write_numbers(given, ids, client_id)
    trail.append(
        [
            trail.Event(client_id, "parties.taken_up", document_id, actor.person_id, actor.at, {"party": party_id, "given": party})
            for (document_id, party), party_id in zip(given, ids, strict=True)
        ]
    )
    return ids


def _check(given: Sequence[tuple[int | None, NewParty]]) -> None:
    taken: set[tuple[str, str]] = set()
    for document_id, party in given:
        for fault in faults_of(party):
            evidence = {"field": fault.field, "value": fault.value, "reason": fault.reason, "name": party.name}
            raise Refusal("parties.number_wrong", document_id=document_id, evidence=evidence)
        if party.number and (party.role, party.number) in taken:
            raise Refusal("parties.number_taken", document_id=document_id, evidence={"number": party.number, "name": party.name})
        taken.add((party.role, party.number))


def _numbers(parties: Sequence[NewParty], client_id: int) -> list[str]:
    """The numbers as given, the next free ones for those without."""
    if all(party.number for party in parties):
        return [party.number for party in parties]
    QUERIES.value("lock_numbers", client_id=client_id)
    highest = {row.kind: row.highest for row in QUERIES.rows("highest_numbers", client_id=client_id)}
    given = {(party.role, party.number) for party in parties}
    numbers = []
    for party in parties:
        number = party.number
        while not number:
            highest[party.role] = max(highest.get(party.role) or 0, FIRST_NUMBER[party.role] - 1) + 1
            number = str(highest[party.role]) if (party.role, str(highest[party.role])) not in given else ""
        numbers.append(number)
    return numbers


def _row(document_id: int | None, party: NewParty, number: str, language: str) -> dict[str, Any]:
    return {
        "number": number,
        "name": squeeze(party.name),
        "sort_key": sort_key(party.name, language),
        "comparable": comparable(party.name),
        "kind": party.role,
        "country": party.country,
        "language": party.language,
        "address": dict(party.address),
        "email": party.email,
        "account": party.account,
        "payment_days": party.payment_days,
        "terms": dict(party.terms),
        "document_id": document_id,
    }


def _write_numbers(given: Sequence[tuple[int | None, NewParty]], ids: Sequence[int], client_id: int) -> None:
    identifiers = [
        {"party_id": party_id, "scheme": scheme, "value": identifier(scheme, value)}
        for (_, party), party_id in zip(given, ids, strict=True)
        for scheme, value in party.identifiers
    ]
    accounts = [
        {
            "party_id": party_id,
            "iban": electronic_iban(account.iban),
            "bic": account.bic.replace(" ", "").upper(),
            "holder": account.holder,
            "from_on": party.from_on.isoformat(),
            "document_id": document_id,
        }
        for (document_id, party), party_id in zip(given, ids, strict=True)
        for account in party.accounts
    ]
    if identifiers:
        QUERIES.dicts("add_identifiers", client_id=client_id, rows=Jsonb(identifiers))
    if accounts:
        QUERIES.run("add_accounts", client_id=client_id, rows=Jsonb(accounts))
