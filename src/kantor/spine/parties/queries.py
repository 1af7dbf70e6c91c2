"""Reads parties, their identifiers and bank accounts, within `acting`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from kantor.kit.sql import Queries
from kantor.spine.parties.names import comparable

QUERIES = Queries(__file__)
AMONG_ROLES = 4
"""How many times as many names are looked at where those of one role alone are wanted."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PartyRow:
    """A party. role: `supplier` or `customer`; account: personal account; terms: see words.NewParty; blocked_on: None while it and all that
    it was merged with may be dealt with; merged_into_id: the party that it is, as a document decided; lead_id: the end of that chain."""

    id: int
    client_id: int
    number: str
    name: str
    sort_key: str
    role: str
    country: str
    language: str
    address: Mapping[str, Any]
    email: str
    account: str
    payment_days: int | None
    terms: Mapping[str, str]
    blocked_on: date | None
    blocked_reason: str
    document_id: int | None
    merged_into_id: int | None
    lead_id: int | None


class BankAccountRow(NamedTuple):
    """A bank account of a party; until_on: the last day on which it may be paid to; document_id: where two people agreed to it."""

    id: int
    party_id: int
    iban: str
    bic: str
    holder: str
    from_on: date
    until_on: date | None
    document_id: int | None


class FamilyRow(NamedTuple):
    """One of the parties that were merged; lead_id: None for the one they lead to."""

    id: int
    number: str
    name: str
    merged_into_id: int | None
    lead_id: int | None


class IdentifierRow(NamedTuple):
    """A number that names a party."""

    party_id: int
    scheme: str
    value: str


def parties(party_ids: Sequence[int]) -> dict[int, PartyRow]:
    """Parties of the acting clients by id."""
    return {row["id"]: PartyRow(**row) for row in QUERIES.dicts("parties", ids=list(party_ids))}


def party(party_id: int) -> PartyRow | None:
    """One party of the acting clients."""
    return parties([party_id]).get(party_id)


def listed(client_ids: Sequence[int], role: str = "supplier", *, after: str = "", at_most: int = 100) -> list[PartyRow]:
    """Parties by name, without those that lead to another; after: sort key of the last one of the page before."""
    rows = QUERIES.dicts("listed", clients=list(client_ids), role=role, after=after, at_most=at_most)
    return [PartyRow(**row) for row in rows]


def leads(party_ids: Sequence[int]) -> dict[int, PartyRow]:
    """By party: whom it leads to, itself where it is not merged."""
    found = parties(party_ids)
    above = {row.lead_id for row in found.values() if row.lead_id is not None} - found.keys()
    every = found | (parties(sorted(above)) if above else {})
    return {party_id: every[row.lead_id or party_id] for party_id, row in found.items()}


def family(party_id: int) -> list[FamilyRow]:
    """A party with all that it was merged with, whichever of them is asked for; the one they lead to first. Empty where it is unknown."""
    return [FamilyRow(*row) for row in QUERIES.rows("family", party=party_id)]


def search(words: str, *, role: str = "", at_most: int = 10) -> list[PartyRow]:
    """Parties of the acting clients by part of their name, by likeness, or by number; the likeliest first.

    role: `customer` or `supplier` where only these are wanted.
    """
    asked = {"words": comparable(words), "number": words.strip(), "role": role}
    among = at_most * AMONG_ROLES if role else at_most
    ids = [row.party_id for row in QUERIES.rows("search", **asked, among=among, at_most=at_most)]
    found = parties(ids)
    return [found[party_id] for party_id in ids if party_id in found]


def numbers_known(client_id: int, role: str, numbers: Sequence[str]) -> dict[str, int]:
    """Party ids by number, of those that are there."""
    return {row.number: row.id for row in QUERIES.rows("by_number", client_id=client_id, role=role, numbers=list(numbers))}


def bank_accounts(party_ids: Sequence[int]) -> list[BankAccountRow]:
    """All bank accounts that parties have or had, by party and first day."""
    return [BankAccountRow(*row) for row in QUERIES.rows("bank_accounts", ids=list(party_ids))]


def identifiers(party_ids: Sequence[int]) -> list[IdentifierRow]:
    """The numbers that name parties now."""
    return [IdentifierRow(*row) for row in QUERIES.rows("identifiers", ids=list(party_ids))]
