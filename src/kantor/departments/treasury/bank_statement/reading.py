"""Reads a bank's file - camt, pacs.004, MT940, MT942 or CSV - into the fields of the form; one reading for each statement in it."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kantor.engines import statements
from kantor.engines.statements import ROLES, Line, Profile, Statement
from kantor.words import ReadFile, Reading, Source, Unreadable, Value

XML = ("application/xml", "text/xml")
TEXT = ("text/plain", "text/csv")
NOTICES = ("camt.054", "pacs.004")
"""What tells single bookings beside the statement, payment by payment."""
GUESSED_BYTES = 1 << 16
MOST_TEXT = 500
CELLS = "cells"
"""Key of a row of the file in the table that keeps them."""
MOST_SEEN, MOST_CELL = 3, 40
"""Values of a column, and signs of each, that are shown beside what it is read as."""


def prepare() -> None:
    """What reading loads from disk, before the sandbox closes: the code pages, and what the guess of a profile needs."""
    statements.load_letters()
    statements.guess(b"Date,Text,Amount\n2026-01-02,a,1.00\n")


def recognise(file: ReadFile) -> float:
    """By what stands in the file: a camt namespace, the fields of MT940, or days beside amounts under names that banks use."""
    if file.media_type in XML:
        return 1.0 if statements.is_camt(file.data) or statements.is_pacs004(file.data) else 0.0
    if file.media_type not in TEXT:
        return 0.0
    if statements.is_mt940(file.data):
        return 1.0
    return 0.7 if file.media_type == "text/csv" and _is_of_a_bank(file.data) else 0.0


def _is_of_a_bank(data: bytes) -> bool:
    try:
        profile = statements.guess(data[:GUESSED_BYTES].rpartition(b"\n")[0] or data)
    except Unreadable:
        return False
    return profile is not None and (not profile.header or bool(profile.columns.keys() & {"remittance", "iban", "name", "text"}))


def read(file: ReadFile) -> Sequence[Reading]:
    """Raises Unreadable, saying where the file is damaged; nothing of such a file is taken over."""
    if statements.is_camt(file.data):
        return [reading_of(one) for one in joined(statements.read_camt(file.data))]
    if statements.is_pacs004(file.data):
        return [reading_of(one) for one in statements.read_pacs004(file.data)]
    if statements.is_mt940(file.data):
        return [reading_of(one) for one in joined(statements.read_mt940(file.data))]
    profile = statements.guess(file.data)
    if profile is None:
        raise Unreadable("statements.nothing_inside")
    rows = statements.rows_of(file.data, profile.separator)
    try:
        told = reading_of(statements.read_csv(rows, profile), profile=profile.fingerprint)
    except Unreadable as fault:
        told = _not_by_these(profile, fault)
    return [replace(told, values={**told.values, **_profile_told(profile)}, tables={**told.tables, **_file_told(profile, rows)})]


def _not_by_these(profile: Profile, fault: Unreadable) -> Reading:
    """Without lines, because a row stands against the columns as they were guessed: a person says what they are, or that it is damaged."""
    if "row" not in fault.evidence:
        raise fault
    texts = {
        "format": "csv",
        "is_final": "yes",
        "profile": profile.fingerprint,
        "sign": "as_written",
        "columns_fault": fault.evidence["row"],
    }
    return Reading(reader="csv", values=_values(texts, "csv"), tables={"lines": ()})


def _profile_told(profile: Profile) -> dict[str, Value]:
    roles = [_role_at(profile, at) for at in range(profile.width)]
    chosen = {"days": profile.order, "decimal": "comma" if profile.decimal == "," else "point"}
    return _values(chosen | {"read_by": json.dumps({"columns": roles, **chosen})}, "csv")


def _role_at(profile: Profile, at: int) -> str:
    return next((role for role in ROLES if at in profile.columns.get(role, ())), "")


def _file_told(profile: Profile, rows: Sequence[Sequence[str]]) -> dict[str, tuple[dict[str, Value], ...]]:
    """The columns with what they were guessed to say and what stands in them first; and all rows, to be read by other columns."""
    days = profile.columns["booked_on"][0]
    lines = [row for row in rows if len(row) > days and statements.is_day(row[days], profile.order)]
    columns = []
    for at in range(profile.width):
        name = profile.header[at].strip() if at < len(profile.header) else ""
        seen = list(dict.fromkeys(row[at].strip() for row in lines if at < len(row) and row[at].strip()))[:MOST_SEEN]
        told = {"name": name or str(at + 1), "seen": " · ".join(text[:MOST_CELL] for text in seen), "role": _role_at(profile, at)}
        columns.append(_values(told, "csv"))
    return {"columns": tuple(columns), "file": tuple(_values({CELLS: _written(row)}, "csv") for row in rows)}


def _written(row: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(row)
    return out.getvalue()


def joined(found: Sequence[Statement]) -> list[Statement]:
    """Statements of one account of which each goes on where the one before ended are one: banks divide days and pages as they like."""
    done: list[Statement] = []
    for one in found:
        before = done[-1] if done else None
        if before and _goes_on(before, one):
            numbers = f"{before.number.partition(' - ')[0]} - {one.number}" if one.number != before.number else before.number
            lines = (*before.lines, *one.lines)
            done[-1] = replace(one, number=numbers, page="", from_on=before.from_on, opening=before.opening, lines=lines)
        else:
            done.append(one)
    return done


def _goes_on(before: Statement, one: Statement) -> bool:
    closing, opening = before.closing, one.opening
    same = (before.account, before.currency, before.is_final) == (one.account, one.currency, one.is_final)
    return same and closing is not None and opening is not None and closing.amount == opening.amount


def reading_of(statement: Statement, *, profile: str = "") -> Reading:
    """The fields of the form; profile: by which files of this bank are known again, '' where the format needs none."""
    opening, closing = statement.opening, statement.closing
    texts = {
        "format": statement.format,
        "is_final": "yes" if statement.is_final else "no",
        "own_account": "".join(statement.account.split()),
        "number": "/".join(part for part in (statement.number, statement.page) if part),
        "from_on": statement.from_on.isoformat() if statement.from_on else "",
        "to_on": statement.to_on.isoformat() if statement.to_on else _last_day(statement),
        "currency": statement.currency if statement.currency != statements.NO_CURRENCY else "",
        "opening": _figure(opening.amount.amount) if opening else "",
        "closing": _figure(closing.amount.amount) if closing else "",
        "profile": profile,
        "sign": "as_written" if profile else "",
    }
    tables = {"lines": tuple([_row(one, statement) for line in statement.lines if line.is_booked for one in entries_of(line)])}
    if statement.format in NOTICES:
        tables |= _by_entry(statement)
    return Reading(reader=statement.format, values=_values(texts, statement.format), tables=tables)


def _by_entry(statement: Statement) -> dict[str, tuple[dict[str, Value], ...]]:
    """The bookings of a notice, as the statement will show them, and their payments, each with the number of its booking."""
    entries: list[dict[str, Value]] = []
    lines: list[dict[str, Value]] = []
    for number, line in enumerate((line for line in statement.lines if line.is_booked), start=1):
        row = _row(line, statement)
        entries.append({key: row[key] for key in ("booked_on", "amount", "reference", "batch_reference") if key in row})
        lines += [row | {"entry": Value(str(number), row["amount"].source)} for one in entries_of(line) if (row := _row(one, statement))]
    return {"entries": tuple(entries), "lines": tuple(lines)}


def entries_of(line: Line) -> Sequence[Line]:
    """The payments of a batch booking, each by itself, where the bank tells them all; else the line as it is."""
    amounts = [detail.amount for detail in line.details]
    told = len(amounts) > 1 and all(amount.amount and amount.currency == line.amount.currency for amount in amounts)
    if not told or sum((amount.amount for amount in amounts), Decimal(0)) != line.amount.amount:
        return [line]
    return [
        replace(
            detail,
            booked_on=line.booked_on,
            value_on=line.value_on,
            batch_reference=line.batch_reference or detail.batch_reference,
            bank_reference=detail.bank_reference or line.bank_reference,
            code=detail.code or line.code,
            text=detail.text or line.text,
            place=detail.place or line.place,
        )
        for detail in line.details
    ]


def _row(line: Line, statement: Statement) -> dict[str, Value]:
    day = line.booked_on or line.value_on or statement.to_on
    value_on = line.value_on or day
    ids = [detail.end_to_end_id for detail in line.details if detail.end_to_end_id] or [line.end_to_end_id]
    texts = {
        "booked_on": day.isoformat() if day else "",
        "value_on": value_on.isoformat() if value_on else "",
        "amount": _figure(line.amount.amount),
        "line_currency": line.amount.currency if line.amount.currency != statements.NO_CURRENCY else "",
        "name": line.name,
        "iban": "".join(line.iban.split()),
        "text": " / ".join((*line.remittance, *([line.reference] if line.reference else ())))[:MOST_TEXT] or line.text,
        "end_to_end_ids": " ".join(one for one in ids if one),
        "batch_reference": line.batch_reference,
        "reference": line.bank_reference,
        "code": line.code,
        "return_reason": line.return_reason,
        "mandate": line.mandate,
        "charges": _charges(line),
        "original_amount": _figure(abs(line.original.amount)) if line.original else "",
        "original_currency": line.original.currency if line.original else "",
    }
    return _values(texts, f"{statement.format}:{line.place}")


def _values(texts: dict[str, str], place: str) -> dict[str, Value]:
    return {key: Value(text, Source("xml", place)) for key, text in texts.items() if text}


def _charges(line: Line) -> str:
    """What banks on the way kept, where they say so in the currency of the line."""
    own = [charge.amount for charge in line.charges if charge.currency == line.amount.currency]
    return _figure(abs(sum(own, Decimal(0)))) if any(own) else ""


def _figure(amount: Decimal) -> str:
    return f"{amount:f}"


def _last_day(statement: Statement) -> str:
    days = [line.booked_on for line in statement.lines if line.booked_on]
    return max(days).isoformat() if days else ""
