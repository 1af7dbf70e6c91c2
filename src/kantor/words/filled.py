"""The rule that every typed document begins with: what the form demands is there, and dates, amounts and choices can be read."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from kantor.words.document import Rule
from kantor.words.field import Field, Kind, Reading, Table, cell, day, number, row_id
from kantor.words.finding import Finding, Severity
from kantor.words.question import Answers

READ_AS: Mapping[Kind, Callable[[str], Any]] = {
    Kind.DATE: day,
    Kind.PARTY: row_id,
    **dict.fromkeys((Kind.AMOUNT, Kind.NUMBER, Kind.PERCENT), number),
}


def filled(key: str, fields: tuple[Field, ...], *tables: Table, needs_rows: bool = False) -> Rule:
    """A rule that stops while a demanded field or cell is empty or cannot be read. key: of the document type; needs_rows: a table
    without a single row stops as well."""

    def judge(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
        yield from faults(reading, fields)
        for table in tables:
            if needs_rows and not reading.rows(table.key):
                yield Finding(key="words.no_rows", severity=Severity.STOP, field=table.key, evidence={"name": table.key})
            for index, row in enumerate(reading.rows(table.key)):
                places = ((column, f"{table.key}.{index}.{column.key}") for column in table.columns)
                yield from (found for column, place in places for found in _faults(column, place, cell(row, column.key)))

    return Rule(key=f"{key}.filled", judge=judge)


def faults(reading: Reading, fields: tuple[Field, ...]) -> Iterator[Finding]:
    """What stops of the fields outside tables."""
    for field in fields:
        yield from _faults(field, field.key, reading.text(field.key))


def missing(place: str) -> Finding:
    """It stops as long as nothing stands in that field or cell."""
    return Finding(key="words.missing", severity=Severity.STOP, field=place, evidence={"name": place.rpartition(".")[2]})


def unreadable(place: str, found: str) -> Finding:
    """It stops as long as what stands there is nothing that the field could hold."""
    evidence = {"name": place.rpartition(".")[2], "found": found}
    return Finding(key="words.unreadable", severity=Severity.STOP, field=place, evidence=evidence)


def _faults(field: Field, place: str, text: str) -> Iterator[Finding]:
    if field.required and not text:
        yield missing(place)
    elif text and not _is_readable(field, text):
        yield unreadable(place, text)


def _is_readable(field: Field, text: str) -> bool:
    if field.kind is Kind.CHOICE:
        return text in field.choices
    read = READ_AS.get(field.kind)
    return read is None or read(text) is not None
