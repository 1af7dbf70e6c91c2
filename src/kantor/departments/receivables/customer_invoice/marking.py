"""The marks that a Polish sale carries in the VAT register: kinds of goods and services (GTU) and procedures."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.receivables.customer_invoice.questions import CLIENT
from kantor.engines.tax_returns import MARKS
from kantor.words import Answers, Finding, Reading, Severity

PREFIX = "receivables.customer_invoice"
HOME = "PL"


def marks(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Only those that the register has, and only in Poland."""
    said, country = reading.text("vat_marks").split(), str((answers.get(CLIENT) or {}).get("country", ""))
    if said and country and country != HOME:
        yield Finding(key=f"{PREFIX}.marks_of_another_country", severity=Severity.STOP, field="vat_marks", evidence={"country": country})
    elif unknown := [mark for mark in said if mark not in MARKS]:
        evidence = {"found": " ".join(unknown), "known": " ".join(MARKS)}
        yield Finding(key=f"{PREFIX}.mark_unknown", severity=Severity.STOP, field="vat_marks", evidence=evidence)
