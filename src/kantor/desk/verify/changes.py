"""What a person changed on the form, taken from the request and held against what the document says now."""

from collections.abc import Iterator

from django.http import QueryDict

from kantor.desk.verify.form import READ_ONLY
from kantor.desk.verify.typed import is_readable, shown_text, typed_text
from kantor.words import DocumentType, Field, Finding, Reading, Severity
from kantor.words.field import number

PREFIX = "field:"
MOST_NEW_ROWS = 100


def changes_of(type: DocumentType, reading: Reading, posted: QueryDict) -> dict[str, str]:
    """Address -> normalised text, of the fields that were sent and differ; what is not declared is passed over."""
    currency = reading.text("currency")
    current = {address: value.text for address, value in reading.every()}
    changes = {}
    for name, text in posted.items():
        declared = _declared(type, reading, name.removeprefix(PREFIX)) if name.startswith(PREFIX) else None
        if declared is None:
            continue
        address, was = name.removeprefix(PREFIX), current.get(name.removeprefix(PREFIX), "")
        typed = typed_text(declared.kind, str(text))
        if str(text) != shown_text(declared.kind, was, currency) and not _is_same(typed, was):
            changes[address] = typed
    return changes


def _is_same(typed: str, was: str) -> bool:
    """21.9 and 21.90 are one number."""
    return typed == was or (number(typed) is not None and number(typed) == number(was))


def unreadable(type: DocumentType, reading: Reading) -> list[Finding]:
    """Dates and numbers that a person typed and nobody can read."""
    return [
        Finding(key="desk.unreadable", severity=Severity.STOP, field=address, evidence={"found": value.text})
        for address, value in reading.every()
        if value.source.kind == "person" and (declared := _declared(type, reading, address)) and not is_readable(declared.kind, value.text)
    ]


def _declared(type: DocumentType, reading: Reading, address: str) -> Field | None:
    """The declaration of a field or of a table's cell; None for what may not be typed."""
    parts = address.split(".")
    if len(parts) == 1:
        return next((field for field in type.fields if field.key == address), None)
    if len(parts) != 3 or parts[0] in READ_ONLY or not parts[1].isdigit():
        return None
    if int(parts[1]) > len(reading.rows(parts[0])) + MOST_NEW_ROWS:
        return None
    return next((column for column in _columns(type, parts[0]) if column.key == parts[2]), None)


def _columns(type: DocumentType, table: str) -> Iterator[Field]:
    for declared in type.tables:
        if declared.key == table:
            yield from declared.columns
