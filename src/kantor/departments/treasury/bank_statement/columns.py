"""The columns of a bank's CSV file: shown as they were guessed, corrected by a person, remembered for all files that look alike. Pure.

The rows of the file are kept with its reading, so that its lines can be read anew by other columns without the file.
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from kantor.departments.treasury.bank_statement.reading import CELLS, reading_of
from kantor.engines import statements
from kantor.engines.statements import ROLES, Profile
from kantor.words import Answers, Ask, Reading, Source, Unreadable, Value
from kantor.words.field import cell

SIGNS = {"comma": ",", "point": "."}
RULE = Source("rule", "profile")
CHOSEN = ("days", "decimal", "sign")
AS_WRITTEN = "as_written"
"""The sign of the amounts of an account of which nobody said more."""


def remembered(reading: Reading) -> Ask:
    """How the last file that looks like this one was read; whether its amounts are turned, of this account alone."""
    return Ask("treasury.csv_columns", (reading.text("profile"), reading.text("own_account")))


def is_confirmed_before(reading: Reading, answers: Answers) -> bool:
    """Whether people confirmed just these columns and signs for this account."""
    known = (answers.get(remembered(reading)) or {}) if reading.text("profile") else {}
    return bool(known) and {key: value for key, value in known.items() if key != "accounts"} == mapping(reading)


def account_meant(reading: Reading, answers: Answers, own: str) -> str:
    """The account of a file that names none: the only one that it could be, of those of which such files came and the client's own; ''
    where there are several, because one header may stand over a current account and a card."""
    known = answers.get(remembered(reading)) or {}
    found = {*known.get("accounts", ()), own} - {""}
    return found.pop() if len(found) == 1 else ""


def mapping(reading: Reading) -> dict[str, Any]:
    """What is remembered of a file's columns; nothing where it has none."""
    if not reading.rows("columns"):
        return {}
    roles = [cell(row, "role") for row in reading.rows("columns")]
    return {"columns": roles, **{key: reading.text(key) for key in CHOSEN}}


def as_mapped(reading: Reading, answers: Answers) -> Reading:
    """The reading with its lines read by the columns that a person chose, or else by those that were confirmed before."""
    if not reading.rows("columns"):
        return reading
    known = answers.get(remembered(reading))
    if known and not _was_touched(reading):
        reading = _with_remembered(reading, known)
    wanted = json.dumps({key: value for key, value in mapping(reading).items() if key != "sign"})
    return reading if wanted == reading.text("read_by") else _read_anew(reading, wanted)


def _was_touched(reading: Reading) -> bool:
    cells = [row["role"] for row in reading.rows("columns") if "role" in row] + [
        reading.values[key] for key in CHOSEN if key in reading.values
    ]
    return any(value.source.kind == "person" for value in cells)


def _with_remembered(reading: Reading, known: Mapping[str, Any]) -> Reading:
    rows = reading.rows("columns")
    if len(known["columns"]) != len(rows):
        return reading
    mapped = tuple({**row, "role": Value(role, RULE)} for row, role in zip(rows, known["columns"], strict=True))
    values = {**reading.values, **{key: Value(known.get(key, AS_WRITTEN), RULE) for key in CHOSEN}}
    return _changed(reading, values, {"columns": mapped})


def _changed(reading: Reading, values: Mapping[str, Value], tables: Mapping[str, tuple[Mapping[str, Value], ...]]) -> Reading:
    return Reading(reader=reading.reader, values=values, tables={**reading.tables, **tables}, document_id=reading.document_id)


def _read_anew(reading: Reading, wanted: str) -> Reading:
    """By other columns; where that cannot be read the lines stay as they were, and `columns_fault` says which row stands against it."""
    values = {key: value for key, value in reading.values.items() if key != "columns_fault"} | {"read_by": Value(wanted, RULE)}
    rows = _rows(reading)
    try:
        profile = _profile(reading, rows)
        told = reading_of(statements.read_csv(rows, profile), profile=reading.text("profile"))
    except ValueError:
        return _changed(reading, values | {"columns_fault": Value("-", RULE)}, {})
    except Unreadable as fault:
        return _changed(reading, values | {"columns_fault": Value(fault.evidence.get("row", "-"), RULE)}, {})
    own = {key: value for key, value in values.items() if value.source.kind == "person" or key in CHOSEN or key not in told.values}
    gone = {key for key in ("opening", "closing", "currency", "own_account") if key not in told.values and key in own}
    own = {key: value for key, value in own.items() if key not in gone or value.source.kind != "xml"}
    return _changed(reading, {**told.values, **own}, {"lines": told.rows("lines")})


def _rows(reading: Reading) -> list[list[str]]:
    return [next(csv.reader(io.StringIO(cell(row, CELLS))), []) for row in reading.rows("file")]


def _profile(reading: Reading, rows: Sequence[Sequence[str]]) -> Profile:
    header = tuple(cell(row, "name") for row in reading.rows("columns"))
    places: dict[str, list[int]] = {role: [] for role in ROLES}
    for at, row in enumerate(reading.rows("columns")):
        if cell(row, "role") in places:
            places[cell(row, "role")].append(at)
    plain = Profile(separator=";", header=header, width=len(header))
    sign = SIGNS.get(reading.text("decimal"), ",")
    return statements.remapped(plain, places, rows, order=reading.text("days") or "dmy", decimal=sign)
