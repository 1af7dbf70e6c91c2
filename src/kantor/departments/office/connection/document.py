"""A client agrees that the house hands over what it and another client bill each other; the other one has to agree as well."""

from collections.abc import Iterator
from datetime import date

from kantor.countries import ways_to_write
from kantor.departments.office.two_people import process
from kantor.words import Answers, Ask, Field, Finding, Reading, Rule, Severity
from kantor.words.filled import filled

KEY = "office.connection"
CLIENT = Ask("access.client", ())
FIELDS = (
    Field(key="number", required=True, column="number"),
    Field(key="name", required=True, column="party_name"),
)
PROCESS = process(KEY)


def _known(reading: Reading) -> Ask:
    return Ask("access.connection", (reading.text("number"),))


def another(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """The number is neither one's own nor one that was agreed to before. Whether anybody here has it is not said: clients of one provider
    are strangers to each other."""
    number = reading.text("number")
    own = answers.get(CLIENT) or {}
    ways = set(ways_to_write(number))
    if ways & {str(own.get("vat_id", "")), str(own.get("tax_number", ""))} - {""}:
        yield Finding(key=f"{KEY}.own_number", severity=Severity.STOP, field="number", evidence={"number": number})
    elif number and not ways:
        yield Finding(key=f"{KEY}.no_number", severity=Severity.STOP, field="number", evidence={"number": number})
    elif answers.get(_known(reading)):
        yield Finding(key=f"{KEY}.agreed_already", severity=Severity.STOP, field="number", evidence={"number": number})


RULES = (
    filled(KEY, FIELDS),
    Rule(key=f"{KEY}.another", judge=another, asks=lambda reading: (CLIENT, _known(reading))),
)
