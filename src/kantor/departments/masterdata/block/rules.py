"""What must be right before a supplier is blocked or its block lifted."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.masterdata.block.document import FIELDS, KEY
from kantor.departments.masterdata.rules import filled, party, stop
from kantor.words import Answers, Ask, Finding, Reading, Rule


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (party(reading),)


def makes_a_difference(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """The supplier is known, and not in that state already."""
    found = answers.get(party(reading))
    if reading.text("party_id") and not found:
        yield stop("supplier_unknown", "party_id", supplier=reading.text("party_id"))
    elif found and found["blocked"] == (reading.text("action") == "block"):
        yield stop("block_changes_nothing", "action", name=found["name"])


RULES = (filled(FIELDS), Rule(key=f"{KEY}.makes_a_difference", judge=makes_a_difference, asks=asks))
