"""What must be right before a number of KSeF is noted: it has the form of one, the invoice is ours, and so is the number."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from kantor.departments.receivables.ksef_number.document import CLIENT, FIELDS, KEY, asks, noted
from kantor.engines.tax_returns import is_ksef_number
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.filled import filled


def _found(key: str, field: str, **evidence: Any) -> Finding:
    return Finding(key=f"{KEY}.{key}", severity=Severity.STOP, field=field, evidence={name: str(what) for name, what in evidence.items()})


def fits(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    number, vat_id = reading.text("ksef_number"), str((answers.get(CLIENT) or {}).get("vat_id", ""))
    if number and not is_ksef_number(number):
        yield _found("malformed", "ksef_number", found=number)
    elif number and vat_id and number[:10] != vat_id.removeprefix("PL"):
        yield _found("of_another_seller", "ksef_number", found=number[:10])
    if reading.text("invoice") and not answers.get(noted(reading)):
        yield _found("no_invoice_of_ours", "invoice", number=reading.text("invoice"))


RULES = (filled(KEY, FIELDS), Rule(key=f"{KEY}.fits", judge=fits, asks=asks))
