"""Business partners: who they are, by which numbers they are known, and which bank accounts two people have agreed to."""

from kantor.spine.parties.actions import PartiesHandler, create_parties
from kantor.spine.parties.answers import ANSWERS
from kantor.spine.parties.names import comparable
from kantor.spine.parties.numbers import SCHEMES, Fault, faults_of
from kantor.spine.parties.queries import (
    BankAccountRow,
    IdentifierRow,
    PartyRow,
    bank_accounts,
    identifiers,
    listed,
    numbers_known,
    parties,
    party,
    search,
)

PARTS = (PartiesHandler(),)

__all__ = [
    "ANSWERS",
    "PARTS",
    "SCHEMES",
    "BankAccountRow",
    "Fault",
    "IdentifierRow",
    "PartiesHandler",
    "PartyRow",
    "bank_accounts",
    "comparable",
    "create_parties",
    "faults_of",
    "identifiers",
    "listed",
    "numbers_known",
    "parties",
    "party",
    "search",
]
