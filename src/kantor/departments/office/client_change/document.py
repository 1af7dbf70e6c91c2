"""A client's name, address, VAT id or own bank account changes."""

import re
from collections.abc import Iterator
from datetime import date

from kantor.departments.office.required import filled
from kantor.departments.office.two_people import process
from kantor.words import Answers, Field, Finding, Kind, Reading, Rule, Severity

KEY = "office.client_change"
ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+")
FIELDS = (
    Field(key="name", column="party_name"),
    Field(key="language", kind=Kind.CHOICE, choices=("en", "de", "pl", "id")),
    Field(key="vat_id", kind=Kind.VAT_ID),
    Field(key="tax_number"),
    Field(key="region"),
    Field(key="own_iban", kind=Kind.IBAN),
    Field(key="own_bic"),
    Field(key="trail_email"),
)
PROCESS = process(KEY)


def mailbox(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Heads of the audit trail go to an address, or to none."""
    found = reading.text("trail_email")
    if found and not ADDRESS.fullmatch(found):
        yield Finding(key="office.no_mailbox", severity=Severity.STOP, field="trail_email", evidence={"found": found})


RULES = (filled(FIELDS), Rule(key="office.mailbox", judge=mailbox))
