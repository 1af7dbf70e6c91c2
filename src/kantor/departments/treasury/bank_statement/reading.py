"""Reads a bank's file - camt, MT940, MT942 or CSV - into the fields of the form; one reading for each statement in it."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kantor.engines import statements
from kantor.engines.statements import Line, Statement
from kantor.words import ReadFile, Reading, Source, Unreadable, Value

XML = ("application/xml", "text/xml")
TEXT = ("text/plain", "text/csv")
GUESSED_BYTES = 1 << 16
MOST_TEXT = 500


def prepare() -> None:
    """What reading loads from disk, before the sandbox closes: the code pages, and what the guess of a profile needs."""
    statements.load_letters()
    statements.guess(b"Date,Text,Amount\n2026-01-02,a,1.00\n")


def recognise(file: ReadFile) -> float:
    """By what stands in the file: a camt namespace, the fields of MT940, or days beside amounts under names that banks use."""
    if file.media_type in XML:
        return 1.0 if statements.is_camt(file.data) else 0.0
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
    if statements.is_mt940(file.data):
        return [reading_of(one) for one in joined(statements.read_mt940(file.data))]
    profile = statements.guess(file.data)
    if profile is None:
        raise Unreadable("statements.nothing_inside")
    statement = statements.read_csv(statements.rows_of(file.data, profile.separator), profile)
    return [reading_of(statement, profile=profile.fingerprint)]


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
    lines = tuple([_row(line, statement) for line in statement.lines if line.is_booked])
    return Reading(reader=statement.format, values=_values(texts, statement.format), tables={"lines": lines})


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
    }
    return _values(texts, f"{statement.format}:{line.place}")


def _values(texts: dict[str, str], place: str) -> dict[str, Value]:
    return {key: Value(text, Source("xml", place)) for key, text in texts.items() if text}


def _figure(amount: Decimal) -> str:
    return f"{amount:f}"


def _last_day(statement: Statement) -> str:
    days = [line.booked_on for line in statement.lines if line.booked_on]
    return max(days).isoformat() if days else ""
