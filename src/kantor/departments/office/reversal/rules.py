"""What must be right before a document is reversed: nobody is billed by it, nor about to be, and nothing was worked out from it."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.office.reversal.document import FIELDS, KEY, asks, billed_from, counted_by
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.filled import filled


def not_billed(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Filed again under another number its past would be billed a second time."""
    known = answers.get(billed_from(reading)) or {}
    if known.get("invoices"):
        evidence = {"number": known["number"], "invoices": ", ".join(known["invoices"])}
        yield Finding(key="receivables.is_billed", severity=Severity.STOP, field="document", evidence=evidence)
    elif known.get("waiting"):
        evidence = {"number": known["number"], "documents": ", ".join(map(str, known["waiting"]))}
        yield Finding(key="office.reversal.is_being_billed", severity=Severity.STOP, field="document", evidence=evidence)


def not_counted(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """A sale took the book value that this depreciation left; without it the sale would be wrong."""
    if told := answers.get(counted_by(reading)):
        evidence = {**told, "documents": ", ".join(map(str, told["documents"]))}
        yield Finding(key="office.reversal.is_counted", severity=Severity.STOP, field="document", evidence=evidence)


RULES = (
    filled(KEY, FIELDS),
    Rule(key=f"{KEY}.not_billed", judge=not_billed, asks=asks),
    Rule(key=f"{KEY}.not_counted", judge=not_counted, asks=asks),
)
