"""Both suppliers as they stand in the records, where they differ, and which taxable persons their numbers name."""

from collections.abc import Mapping
from typing import Any

from kantor.countries import ways_to_write
from kantor.departments.masterdata.party_merge.document import VALUES
from kantor.departments.masterdata.rules import party
from kantor.words import Answers, Ask, Reading

ADDRESS = ("street", "postcode", "town")
NOTHING = "–"
NPWP_DIGITS, TAXPAYER_DIGITS = 15, 9
"""Of an NPWP the first digits name the taxpayer, the others the tax office and the branch."""
Record = Mapping[str, Any]


def stays(reading: Reading) -> Ask:
    return Ask("parties.record", (reading.text("party_id"),))


def goes(reading: Reading) -> Ask:
    return Ask("parties.record", (reading.text("merged_id"),))


def told_apart(reading: Reading) -> Ask:
    """What somebody said who found that these are two after all."""
    return Ask("parties.unlike", (reading.text("party_id"), reading.text("merged_id")))


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (party(reading), stays(reading), goes(reading), told_apart(reading))


def both(reading: Reading, answers: Answers) -> tuple[Record, Record] | None:
    """The one that stays and the one that goes, None while one of them is not known."""
    found = answers.get(stays(reading)), answers.get(goes(reading))
    return (found[0], found[1]) if found[0] and found[1] else None


def shown(record: Record, field: str) -> str:
    """A value as the form shows it."""
    if field == "address":
        return ", ".join(text for key in ADDRESS if (text := str(record["address"].get(key, ""))))
    return "" if record[field] is None else str(record[field])


def differences(one: Record, other: Record) -> dict[str, str]:
    """By field in which they differ: the value of the one that stays / that of the one that goes."""
    pairs = {field: (shown(one, field), shown(other, field)) for field in VALUES}
    return {field: f"{mine or NOTHING} / {theirs or NOTHING}" for field, (mine, theirs) in pairs.items() if mine != theirs}


def taxable_persons(record: Record) -> dict[str, set[str]]:
    """Country -> the numbers under which it taxes this supplier, each written in the one way in which they can be compared."""
    found: dict[str, set[str]] = {}
    for scheme, value in record["identifiers"]:
        if scheme == "vat":
            country, number = (value[:2], value[2:])
        elif scheme in ("nip", "npwp"):
            country, number = {"nip": "PL", "npwp": "ID"}[scheme], value
        else:
            continue
        if country == "ID":
            shortest = min(ways_to_write(number), key=len)
            number = shortest[:TAXPAYER_DIGITS] if len(shortest) == NPWP_DIGITS else shortest
        found.setdefault(country, set()).add(number)
    return found
