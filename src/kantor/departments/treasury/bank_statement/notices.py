"""Notices beside the statement (camt.054, pacs.004): what stands in it as one sum, or without a word, they tell payment by payment. Pure.

Whichever comes first waits for the other: a notice is kept until the statement shows its booking, and a line that waits in the suspense
account is divided when its notice comes. Both are one booking, known by the bank's reference, by that of the batch, or by amount and day.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from kantor.departments.treasury.bank_statement.accounts import same_account
from kantor.departments.treasury.bank_statement.reading import NOTICES
from kantor.words import Answers, Ask, Reading, Source, Value
from kantor.words.field import Row, cell, day, number

RETURNED_WITHIN = timedelta(days=3)
"""How much later than a return was settled among banks it may stand on the account."""
SURELY, LIKELY = 2, 1
Told = Mapping[str, Any]


def is_notice(reading: Reading) -> bool:
    return reading.text("format") in NOTICES


def is_posted(reading: Reading) -> bool:
    """Reports during the day and notices of single bookings are for information: the statement behind them is what is booked."""
    return reading.text("is_final") != "no"


def kept(reading: Reading) -> Ask:
    """Bookings of these amounts that notices told."""
    return _asked("treasury.notices", reading, "lines")


def waiting(reading: Reading) -> Ask:
    """Lines of these amounts that stand in the suspense account."""
    return _asked("treasury.batch_lines", reading, "entries")


def _asked(question: str, reading: Reading, table: str) -> Ask:
    amounts = {amount.normalize() for row in reading.rows(table) if (amount := number(cell(row, "amount"))) is not None}
    return Ask(question, (reading.text("currency"), json.dumps([f"{amount:f}" for amount in sorted(amounts)])))


def joined(reading: Reading, answers: Answers) -> Reading:
    """A statement with the payments that notices told of its lines; a notice with the lines of statements that wait for what it tells."""
    if is_notice(reading):
        return _found(reading, answers.get(waiting(reading)) or ())
    return _told(reading, answers.get(kept(reading)) or ()) if is_posted(reading) else reading


def divided(reading: Reading) -> dict[int, list[tuple[int, Row]]]:
    """By the number of the booking from 1, the payments (place and row) into which a waiting line is divided; a line that is one payment
    is left where it is as long as nobody knows what it is for."""
    rows: dict[int, list[tuple[int, Row]]] = {}
    for place, row in enumerate(reading.rows("lines")):
        if cell(row, "batch_line"):
            rows.setdefault(int(cell(row, "entry")), []).append((place, row))
    return {entry: own for entry, own in rows.items() if len(own) > 1 or cell(own[0][1], "decision") not in ("", "suspense")}


def used(reading: Reading) -> tuple[int, ...]:
    """Ids of the notices that told of this statement's lines."""
    return tuple(sorted({int(cell(row, "notice")) for row in reading.rows("lines") if cell(row, "notice")}))


def _told(reading: Reading, notices: Sequence[Told]) -> Reading:
    taken = {str(notice) for notice in used(reading)}
    own = reading.text("own_account")
    left = [one for one in notices if str(one["id"]) not in taken and _is_of(one["account"], own)]
    if not left:
        return reading
    lines = [_as_told(row, own) for row in reading.rows("lines")]
    free = [at for at, row in enumerate(reading.rows("lines")) if not cell(row, "notice") and _is_untouched(row)]
    found = _pairs(left, {at: lines[at] for at in free})
    rows: list[Row] = []
    for at, row in enumerate(reading.rows("lines")):
        rows += _in_its_place(row, found[at]) if at in found else [row]
    return _with(reading, lines=tuple(rows))


def _found(reading: Reading, lines: Sequence[Told]) -> Reading:
    own = reading.text("own_account")
    rows = [{key: value for key, value in row.items() if key != "batch_line"} for row in reading.rows("lines")]
    ids = {cell(row, "entry"): cell(row, "end_to_end_ids") for row in reversed(rows)}
    entries = [
        _as_told(row, own) | {"no": no, "format": reading.text("format"), "end_to_end_id": ids.get(str(no), "")}
        for no, row in enumerate(reading.rows("entries"), start=1)
    ]
    near = {at: line for at, line in enumerate(lines) if _is_of(str(line["account"]), own)}
    pairs = {entry["no"]: lines[at] for at, entry in _pairs(entries, near).items()}
    for row in rows:
        if line := pairs.get(int(cell(row, "entry") or 0)):
            row["batch_line"] = Value(str(line["id"]), Source("rule", "notice"))
            row["booked_on"] = row.get("booked_on", row["amount"])._replace(text=line["booked_on"])
    return _with(reading, lines=tuple(rows))


def _with(reading: Reading, **tables: tuple[Row, ...]) -> Reading:
    whole = {**reading.tables, **tables}
    return Reading(reader=reading.reader, values=reading.values, tables=whole, document_id=reading.document_id)


def _is_of(account: str, own: str) -> bool:
    return not account or not own or account == own or same_account(account, own) or same_account(own, account)


def _is_untouched(row: Row) -> bool:
    return all(value.source.kind != "person" for value in row.values())


def _as_told(row: Row, account: str) -> dict[str, Any]:
    keys = ("booked_on", "amount", "reference", "batch_reference", "value_on")
    return {key: cell(row, key) for key in keys} | {"account": account, "end_to_end_id": cell(row, "end_to_end_ids")}


def _pairs(notices: Sequence[Told], lines: Mapping[int, Told]) -> dict[int, Told]:
    """By a line's place, the notice of it: the only one that fits, as it is the only line that fits the notice, or by a reference."""
    fits = {(at, place): strength for at, one in enumerate(notices) for place, line in lines.items() if (strength := _fits(one, line))}
    found: dict[int, Told] = {}
    taken: set[int] = set()
    for wanted in (SURELY, LIKELY):
        open_ones = [(at, place) for (at, place), strength in fits.items() if strength >= wanted and at not in taken and place not in found]
        of_notice, of_line = Counter(at for at, _ in open_ones), Counter(place for _, place in open_ones)
        for at, place in open_ones:
            alone = of_notice[at] == 1 and of_line[place] == 1
            if at not in taken and place not in found and (alone or wanted == SURELY):
                found[place] = notices[at]
                taken.add(at)
    return found


def _fits(notice: Told, line: Told) -> int:
    """SURELY by a reference, LIKELY by amount and day alone, 0 where they are not the same."""
    if number(str(notice["amount"])) != number(str(line["amount"])):
        return 0
    same = [bool(notice[key]) and notice[key] == line[key] for key in ("reference", "batch_reference", "end_to_end_id") if key in notice]
    if any(same):
        return SURELY
    told, shown = day(notice["booked_on"]), [day(str(line[key])) for key in ("booked_on", "value_on") if line.get(key)]
    late = RETURNED_WITHIN if notice["format"] == "pacs.004" else timedelta(0)
    other_id = line["end_to_end_id"] and notice.get("end_to_end_id") not in (None, "", line["end_to_end_id"])
    if told is None or other_id or (notice["reference"] and line["reference"]):
        return 0
    return LIKELY if any(on is not None and timedelta(0) <= on - told <= late for on in shown) else 0


def _in_its_place(row: Row, notice: Told) -> Iterator[Row]:
    """The payments that the notice tells, each as a line on the day of the booking; one alone adds what the statement does not say."""
    source = row["amount"].source
    mark = {"notice": Value(str(notice["id"]), source)}
    for told in notice["lines"]:
        cells = {key: Value(text, source) for key, text in told.items()}
        own = {key: row[key] for key in ("booked_on", "value_on", "batch_reference") if key in row}
        yield {**cells, **(own if len(notice["lines"]) > 1 else row), **mark}
