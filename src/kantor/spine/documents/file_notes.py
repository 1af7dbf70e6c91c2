"""The rules about the file itself, for every form that a paper may have: pages that nobody could read, what is in the file besides its
text, and what two engines read in two ways."""

from collections.abc import Iterator
from datetime import date

from kantor.words import CARRIED, READ_TWICE, UNREAD_PAGES, Answers, DocumentType, Finding, Reading, Rule, Severity

REASONS = frozenset({"reading_too_long", "reading_too_large", "image_broken", "pdf_broken", "erased"})
"""Reasons that have words of their own; every other one is a failure of the machine's."""


def is_for_papers(type: DocumentType) -> bool:
    """Whether a document of this type may have come as a file with pages."""
    return type.read is not None or bool(type.papers)


def page_unread(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """A page that could not be read is looked at by a person, who can have it read once more."""
    for row in reading.rows(UNREAD_PAGES):
        reason = row["reason"].text if row["reason"].text in REASONS else "failed"
        evidence = {"page": row["page"].text, "reason": f"documents.unread.{reason}"}
        yield Finding(key="documents.page_unread", severity=Severity.LOOK, evidence=evidence)


def file_carries(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Macros, files within the file and links to outside were neither run nor opened; a person knows that they are there."""
    for row in reading.rows(CARRIED):
        kind = row["kind"].text
        if kind in ("macros", "objects", "links", "pictures"):
            severity = Severity.LOOK if kind == "macros" else Severity.OK
            yield Finding(key=f"documents.file_carries_{kind}", severity=severity, evidence={"name": row["name"].text})


def read_twice(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Of a value that still is as it was read: what a second engine read there. Whether somebody must look is for its confidence to say."""
    for row in reading.rows(READ_TWICE):
        field = row["field"].text
        value = reading.values.get(field)
        if value is not None and value.source.kind == "page":
            evidence = {name: row[name].text for name in ("page", "read", "otherwise", "first", "second")}
            yield Finding(key="documents.read_twice", severity=Severity.OK, field=field, evidence=evidence)


RULES = tuple(Rule(key=f"documents.{judge.__name__}", judge=judge) for judge in (page_unread, file_carries, read_twice))
