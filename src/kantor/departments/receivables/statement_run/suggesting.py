"""Fills a run with the customers that owe something, or are owed, and how much of it is overdue."""

from collections.abc import Mapping
from typing import Any

from kantor.departments.receivables.statement_run.document import statements
from kantor.words import Answers, Reading, Source, Value
from kantor.words.field import Row, cell

BOOKS = Source("suggestion", "books")
SHOWN = ("party_id", "customer", "currency", "open", "overdue")


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Pure. Whom a person left out stays left out; the rest is made anew."""
    if reading.date("stated_on") is None:
        return reading
    said = {known_by(row): row for row in reading.rows("customers")}
    rows = tuple(_row(one, said) for one in answers.get(statements(reading)) or ())
    values = {key: value for key, value in reading.values.items() if value.source.kind != "suggestion"}
    values["letters"] = Value(str(sum(cell(row, "leave_out") != "yes" for row in rows)), BOOKS)
    return Reading(reader=reading.reader, values=values, tables={"customers": rows}, document_id=reading.document_id)


def _row(told: Mapping[str, Any], said: Mapping[tuple[str, str], Row]) -> Row:
    row = {key: Value(str(told[key]), BOOKS) for key in SHOWN} | {"items": Value(str(len(told["items"])), BOOKS)}
    before = said.get(known_by(row), {})
    return {**row, **{key: value for key, value in before.items() if key == "leave_out" and value.source.kind != "suggestion"}}


def known_by(row: Row) -> tuple[str, str]:
    """What a row is known by when the run is made anew."""
    return cell(row, "party_id"), cell(row, "currency")
