"""The redacted successor: whose place it takes, what was taken out, and why; its file is what was left."""

from collections.abc import Iterable, Iterator
from datetime import date

from kantor.departments.office.two_people import process
from kantor.words import Answers, Ask, Field, Finding, Kind, Reading, Rule, Severity
from kantor.words.filled import filled

KEY = "office.redaction"
FIELDS = (
    Field(key="document", kind=Kind.NUMBER, required=True, column="number"),
    Field(key="document_on", kind=Kind.DATE, column="document_on"),
    Field(key="removed", required=True),
    Field(key="reason", kind=Kind.LONG_TEXT, required=True),
)
PROCESS = process(KEY)


def asked(reading: Reading) -> Iterable[Ask]:
    number = reading.number("document")
    ids = [reading.document_id or 0, *([int(number)] if number is not None else [])]
    return (Ask("documents.erasing", (str(one),)) for one in ids)


def has_files(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Both documents are files: what takes a place must be there itself."""
    if not all((answers.get(ask) or {}).get("has_key") for ask in asked(reading)):
        yield Finding(key="office.redaction_without_file", severity=Severity.STOP, field="document")


RULES = (filled(KEY, FIELDS), Rule(key="office.redaction_files", judge=has_files, asks=asked))
