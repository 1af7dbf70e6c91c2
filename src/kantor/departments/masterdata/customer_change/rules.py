"""What must be right before a customer changes: that it is one, that its invoices still reach it, and what is asked of every change."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.masterdata.changing import record
from kantor.departments.masterdata.customer.rules import invoices
from kantor.departments.masterdata.customer_change.document import CHANGING, FIELDS, KEY
from kantor.departments.masterdata.rules import filled, known_party, stop
from kantor.departments.masterdata.rules.changes import change_rules
from kantor.words import Answers, Finding, Reading, Rule


def is_customer(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    known = answers.get(record(reading))
    if known and known["role"] != "customer":
        yield stop("no_customer", "party_id", name=known["name"])


RULES = (
    filled(FIELDS),
    known_party,
    Rule(key=f"{KEY}.is_customer", judge=is_customer, asks=CHANGING.asks),
    Rule(key=f"{KEY}.invoices", judge=invoices),
    *change_rules(KEY, CHANGING),
)
