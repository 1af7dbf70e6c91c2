"""What must be right before a supplier changes: that it is one, and what is asked of every change."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.masterdata.changing import record
from kantor.departments.masterdata.rules import filled, known_party, stop
from kantor.departments.masterdata.rules.changes import change_rules
from kantor.departments.masterdata.supplier_change.document import CHANGING, FIELDS, KEY
from kantor.words import Answers, Finding, Reading, Rule


def is_supplier(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    known = answers.get(record(reading))
    if known and known["role"] != "supplier":
        yield stop("no_supplier", "party_id", name=known["name"])


RULES = (
    filled(FIELDS),
    known_party,
    Rule(key=f"{KEY}.is_supplier", judge=is_supplier, asks=CHANGING.asks),
    *change_rules(KEY, CHANGING),
)
