"""Answers about hours: what one person has on other time sheets, day by day."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.departments.receivables.queries import QUERIES
from kantor.words import Answer, Answers, Ask, Value
from kantor.words.field import number, row_id


def _worked(asks: Sequence[Ask], as_of: date) -> Answers:
    """(person, document, days with blanks between) -> by day `hours` and `documents` of the person's other sheets, as far as they are
    decided on or were filed before this one; days without any are missing."""
    persons = {ask: ask.about[0].strip().lower() for ask in asks}
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in QUERIES.rows("worked", persons=sorted(set(persons.values()))):
        rows[row.person].append(row)
    return {ask: _by_day(ask, rows[person]) for ask, person in persons.items()}


def _by_day(ask: Ask, rows: Sequence[Any]) -> dict[str, dict[str, str]]:
    own, wanted = row_id(ask.about[1]), set(ask.about[2].split())
    hours: dict[str, Decimal] = defaultdict(Decimal)
    documents: dict[str, dict[int, None]] = defaultdict(dict)
    for row in rows:
        cells = {key: Value.from_json(value).text for key, value in row.cells.items()}
        on, quantity = cells.get("on", ""), number(cells.get("quantity", ""))
        if row.id == own or on not in wanted or quantity is None or not (row.is_decided or own is None or row.id < own):
            continue
        hours[on] += quantity
        documents[on][row.id] = None
    return {on: {"hours": f"{whole:f}", "documents": ", ".join(map(str, documents[on]))} for on, whole in hours.items()}


WORKED_ANSWERS: dict[str, Answer] = {"receivables.worked": _worked}
