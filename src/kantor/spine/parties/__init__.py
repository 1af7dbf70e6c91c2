"""Business partners: who they are, by which numbers they are known, and which bank accounts two people have agreed to."""

from kantor.spine.parties.actions import PartiesHandler, create_parties
from kantor.spine.parties.alike import Alike, Comparing, alike, compare, comparing, found_alike
from kantor.spine.parties.alike import waiting as comparisons_waiting
from kantor.spine.parties.answers import ANSWERS
from kantor.spine.parties.names import comparable
from kantor.spine.parties.numbers import SCHEMES, Fault, faults_of
from kantor.spine.parties.queries import (
    BankAccountRow,
    FamilyRow,
    IdentifierRow,
    PartyRow,
    bank_accounts,
    family,
    identifiers,
    leads,
    listed,
    numbers_known,
    parties,
    party,
    search,
)
from kantor.spine.parties.telling_apart import tell_apart

PARTS = (PartiesHandler(),)

__all__ = [
    "ANSWERS",
    "PARTS",
    "SCHEMES",
    "Alike",
    "BankAccountRow",
    "Comparing",
    "FamilyRow",
    "Fault",
    "IdentifierRow",
    "PartiesHandler",
    "PartyRow",
    "alike",
    "bank_accounts",
    "comparable",
    "compare",
    "comparing",
    "comparisons_waiting",
    "create_parties",
    "family",
    "faults_of",
    "found_alike",
    "identifiers",
    "leads",
    "listed",
    "numbers_known",
    "parties",
    "party",
    "search",
    "tell_apart",
]
