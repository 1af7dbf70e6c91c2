"""A client's name, address, VAT id or own bank account changes, or when its VAT becomes due."""

import re
from collections.abc import Iterator
from datetime import date

from kantor.countries.cash_accounting import COUNTRIES, INVOICE, PAYMENT
from kantor.departments.office.two_people import process
from kantor.words import Answers, Ask, Field, Finding, Kind, Reading, Rule, Severity
from kantor.words.filled import filled

KEY = "office.client_change"
CLIENT = Ask("access.client", ())
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
    Field(key="vat_due", kind=Kind.CHOICE, choices=(INVOICE, PAYMENT)),
    Field(key="vat_due_from", kind=Kind.DATE),
)
PROCESS = process(KEY)


def mailbox(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Heads of the audit trail go to an address, or to none."""
    found = reading.text("trail_email")
    if found and not ADDRESS.fullmatch(found):
        yield Finding(key="office.no_mailbox", severity=Severity.STOP, field="trail_email", evidence={"found": found})


def vat_due(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """From the first day of a month on, in a country whose law knows it; both are said, or neither."""
    when, first = reading.text("vat_due"), reading.date("vat_due_from")
    country = str((answers.get(CLIENT) or {}).get("country", ""))
    if bool(when) != bool(first):
        yield Finding(key="office.vat_due_incomplete", severity=Severity.STOP, field="vat_due_from" if when else "vat_due")
    elif when and country and country not in COUNTRIES:
        yield Finding(key="office.vat_due_unknown_there", severity=Severity.STOP, field="vat_due", evidence={"country": country})
    elif first and first.day != 1:
        yield Finding(key="office.vat_due_within_month", severity=Severity.STOP, field="vat_due_from", evidence={"on": first.isoformat()})
    elif first and first < today.replace(day=1):
        yield Finding(key="office.vat_due_in_the_past", severity=Severity.LOOK, field="vat_due_from", evidence={"on": first.isoformat()})


RULES = (
    filled(KEY, FIELDS),
    Rule(key="office.mailbox", judge=mailbox),
    Rule(key="office.vat_due", judge=vat_due, asks=lambda reading: (CLIENT,)),
)
