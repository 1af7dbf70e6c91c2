"""Notices beside the statement (camt.054, pacs.004): what stands in it as one sum, or without a word, they tell payment by payment. Pure.

Whichever comes first waits for the other: a notice is kept until the statement shows its booking, and a line that waits in the suspense
account is divided when its notice comes. Both are one booking, known by the bank's reference, by that of the batch, or by amount and day.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from kantor.departments.treasury.bank_statement.reading import NOTICES
from kantor.departments.treasury.own_accounts import same_account
from kantor.words import Answers, Ask, Reading, Source, Value
from kantor.words.field import Row, cell, day, number

RETURNED_WITHIN = timedelta(days=3)
"""How much later than a return was settled among banks it may stand on the account."""
REACH = timedelta(days=10)
"""How far apart the days may lie on which a notice and a statement show one booking: standing orders keep their id from month to month."""
WHOLE = "whole"
"""Key of the line as the statement shows it, kept with the first of the payments that a notice told in its place."""
OWN = ("booked_on", "value_on", "batch_reference")
"""What each payment of a divided line has from the line."""
SURELY, LIKELY = 2, 1
Told = Mapping[str, Any]


def is_notice(reading: Reading) -> bool:
    return reading.text("format") in NOTICES


def is_posted(reading: Reading) -> bool:
    """Reports during the day and notices of single bookings are for information: the statement behind them is what is booked."""
    return reading.text("is_final") != "no"


def kept(reading: Reading) -> Ask:
    """Bookings of these amounts, about these days, that notices told."""
    return _asked(
        "treasury.notices", reading, [*reading.rows("lines"), *(whole for row in reading.rows("lines") if (whole := _whole(row)))]
    )


def waiting(reading: Reading) -> Ask:
    """Lines of these amounts, about these days, that stand in the suspense account."""
    return _asked("treasury.batch_lines", reading, reading.rows("entries"))


def _asked(question: str, reading: Reading, rows: Sequence[Row]) -> Ask:
    amounts = {amount.normalize() for row in rows if (amount := number(cell(row, "amount"))) is not None}
    days = sorted(on for row in rows for key in ("booked_on", "value_on") if (on := day(cell(row, key)))) or [
        on for key in ("from_on", "to_on") if (on := reading.date(key))
    ]
    about = [f"{amount:f}" for amount in sorted(amounts)]
    span = ((days[0] - REACH).isoformat(), (days[-1] + REACH).isoformat()) if days else ("", "")
    return Ask(question, (reading.text("currency"), json.dumps(about), *span))


def joined(reading: Reading, answers: Answers) -> Reading:
    """A statement with the payments that notices told of its lines; a notice with the lines of statements that wait for what it tells."""
    if is_notice(reading):
        return _found(reading, answers.get(waiting(reading)) or ())
    told = answers.get(kept(reading)) if is_posted(reading) else None
    return reading if told is None else _told(_put_together(reading, told), told)


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


def _put_together(reading: Reading, notices: Sequence[Told]) -> Reading:
    """The lines as the statement shows them once more, where the notice that told their payments was taken back or used by another."""
    standing = {str(one["id"]) for one in notices}
    if not (gone := {str(notice) for notice in used(reading)} - standing):
        return reading
    rows: list[Row] = []
    done = set[str]()
    for row in reading.rows("lines"):
        notice = cell(row, "notice")
        if notice not in gone:
            rows.append(row)
        elif notice not in done:
            done.add(notice)
            rows.append(_whole(row) or _as_one([one for one in reading.rows("lines") if cell(one, "notice") == notice]))
    return _with(reading, lines=tuple(rows))


def _whole(row: Row) -> Row:
    """The line in whose place the row and those behind it stand; nothing where it stands for itself."""
    kept: Mapping[str, Any] = json.loads(cell(row, WHOLE) or "{}")
    return {key: Value(text, Source(kind, path), confidence) for key, (text, confidence, kind, path) in kept.items()}


def _as_one(rows: Sequence[Row]) -> Row:
    """What is left of a line that was told apart before its own words were kept."""
    total = sum((number(cell(row, "amount")) or Decimal(0) for row in rows), Decimal(0))
    own = {key: rows[0][key] for key in (*OWN, "amount") if key in rows[0]}
    return {**own, "amount": own["amount"]._replace(text=f"{total:f}")}


def _found(reading: Reading, lines: Sequence[Told]) -> Reading:
    own = reading.text("own_account")
    rows = [{key: value for key, value in row.items() if key not in ("batch_line", "exchange_rate")} for row in reading.rows("lines")]
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
            row["exchange_rate"] = Value(str(line.get("rate", "1")), Source("rule", "notice"))
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
        open_ones.sort(key=lambda pair: _apart(notices[pair[0]], lines[pair[1]]))
        of_notice, of_line = Counter(at for at, _ in open_ones), Counter(place for _, place in open_ones)
        for at, place in open_ones:
            alone = of_notice[at] == 1 and of_line[place] == 1
            if at not in taken and place not in found and (alone or wanted == SURELY):
                found[place] = notices[at]
                taken.add(at)
    return found


def _fits(notice: Told, line: Told) -> int:
    """SURELY by a reference, LIKELY by amount and day alone, 0 where they are not the same: of another amount or direction, or too far
    apart, whatever their references say."""
    if number(str(notice["amount"])) != number(str(line["amount"])) or _apart(notice, line) > REACH:
        return 0
    same = [bool(notice[key]) and notice[key] == line[key] for key in ("reference", "batch_reference", "end_to_end_id") if key in notice]
    if any(same):
        return SURELY
    told, shown = day(notice["booked_on"]), _shown(line)
    late = RETURNED_WITHIN if notice["format"] == "pacs.004" else timedelta(0)
    other_id = line["end_to_end_id"] and notice.get("end_to_end_id") not in (None, "", line["end_to_end_id"])
    if told is None or other_id or (notice["reference"] and line["reference"]):
        return 0
    return LIKELY if any(timedelta(0) <= on - told <= late for on in shown) else 0


def _shown(line: Told) -> list[date]:
    return [on for key in ("booked_on", "value_on") if (on := day(str(line.get(key, ""))))]


def _apart(notice: Told, line: Told) -> timedelta:
    """How far the days lie apart; not at all where one of the two names none."""
    told = day(str(notice["booked_on"]))
    return min((abs(on - told) for on in _shown(line)), default=timedelta(0)) if told else timedelta(0)


def _in_its_place(row: Row, notice: Told) -> Iterator[Row]:
    """The payments that the notice tells, each as a line on the day of the booking; one alone adds what the statement does not say."""
    source = row["amount"].source
    mark = {"notice": Value(str(notice["id"]), source)}
    kept = {key: [value.text, value.confidence, value.source.kind, value.source.path] for key, value in row.items()}
    whole = {WHOLE: Value(json.dumps(kept, ensure_ascii=False), source)}
    for told in notice["lines"]:
        cells = {key: Value(text, source) for key, text in told.items()}
        own = {key: row[key] for key in OWN if key in row}
        yield {**cells, **(own if len(notice["lines"]) > 1 else row), **mark, **whole}
        whole = {}
