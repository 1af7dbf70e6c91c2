"""The rule that documents of accounting share: what the form demands is there, and dates, amounts and choices can be read."""

from collections.abc import Iterator
from datetime import date

from kantor.words import Answers, Field, Finding, Kind, Reading, Rule, Severity, Table
from kantor.words.field import Row, day, number

NUMBERS = (Kind.AMOUNT, Kind.NUMBER, Kind.PERCENT)


def filled(key: str, fields: tuple[Field, ...], *tables: Table) -> Rule:
    """A rule that stops while a demanded field or cell is empty or cannot be read; rows without anything in them do not count."""

    def judge(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
        yield from (found for field in fields if (found := _fault(field, field.key, reading.text(field.key))))
        for table in tables:
            for index, row in enumerate(reading.rows(table.key)):
                places = ((column, f"{table.key}.{index}.{column.key}") for column in table.columns)
                yield from (found for column, place in places if (found := _fault(column, place, cell(row, column.key))))

    return Rule(key=f"{key}.filled", judge=judge)


def cell(row: Row, key: str) -> str:
    value = row.get(key)
    return value.text if value else ""


def _fault(field: Field, place: str, text: str) -> Finding | None:
    if field.required and not text:
        return Finding(key="accounting.missing", severity=Severity.STOP, field=place, evidence={"name": field.key})
    if text and not _readable(field, text):
        return Finding(key="accounting.unreadable", severity=Severity.STOP, field=place, evidence={"name": field.key, "found": text})
    return None


def _readable(field: Field, text: str) -> bool:
    if field.kind is Kind.DATE:
        return day(text) is not None
    if field.kind is Kind.CHOICE:
        return text in field.choices
    return number(text) is not None if field.kind in NUMBERS else True
