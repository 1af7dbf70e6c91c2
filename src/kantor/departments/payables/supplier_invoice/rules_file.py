"""The rules about the file itself: pages that nobody could read, and what an office file carries besides its text."""

from collections.abc import Iterator
from datetime import date

from kantor.words import CARRIED, UNREAD_PAGES, Answers, Finding, Reading, Severity

REASONS = frozenset({"reading_too_long", "reading_too_large", "image_broken", "pdf_broken", "erased"})
"""Reasons that have words of their own; every other one is a failure of the machine's."""


def page_unread(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """A page that could not be read is looked at by a person, who can have it read once more."""
    for row in reading.rows(UNREAD_PAGES):
        reason = row["reason"].text if row["reason"].text in REASONS else "failed"
        evidence = {"page": row["page"].text, "reason": f"payables.supplier_invoice.unread.{reason}"}
        yield Finding(key="payables.supplier_invoice.page_unread", severity=Severity.LOOK, evidence=evidence)


def file_carries(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Macros, files within the file and links to outside were neither run nor opened; a person knows that they are there."""
    for row in reading.rows(CARRIED):
        kind = row["kind"].text
        if kind in ("macros", "objects", "links"):
            severity = Severity.LOOK if kind == "macros" else Severity.OK
            yield Finding(key=f"payables.supplier_invoice.file_carries_{kind}", severity=severity, evidence={"name": row["name"].text})


FILE = (page_unread, file_carries)
