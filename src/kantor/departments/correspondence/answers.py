"""Answers about correspondence: which conversation a mail belongs to, who writes from an address, what the register says of a mail."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from psycopg.types.json import Jsonb

from kantor.departments.correspondence.queries import QUERIES, written_number
from kantor.words import Answer, Answers, Ask
from kantor.words.field import row_id

OWN = "kantor."


def _threads(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: cited messages, then tokens behind `#`. The conversation: `thread`, `number`, `document`, `department`, `person`, or None."""
    rows = []
    for index, ask in enumerate(asks):
        for place, said in enumerate(ask.about):
            message_id = said.partition("@")[0] if said.startswith(OWN) else said
            rows.append(
                {
                    "ask": index,
                    "place": place,
                    "message_id": "" if said.startswith("#") else message_id,
                    "token": said.removeprefix("#") if said.startswith("#") else "",
                }
            )
    found = {row.ask: row for row in QUERIES.rows("threads", rows=Jsonb(rows))} if rows else {}
    return {ask: _thread(found.get(index)) for index, ask in enumerate(asks)}


def _thread(row: Any) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "thread": row.thread,
        "number": written_number(row.direction, row.year, row.number),
        "document": row.document_id,
        "department": row.department,
        "person": row.person,
    }


def _senders(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (address,). `party_id` (None where nobody has it), `name`, `language`, `country`, `sent`: letters of ours to it that day,
    `wrote_before`."""
    emails = {ask: ask.about[0].strip().lower() for ask in asks}
    since = datetime.combine(as_of, time(), UTC)
    columns = ("party_id", "name", "language", "country", "sent", "wrote_before")
    rows = QUERIES.rows("senders", emails=sorted(set(emails.values())), since=since)
    found = {row.email: {column: getattr(row, column) for column in columns} for row in rows}
    return {ask: found.get(email) for ask, email in emails.items()}


def _entries(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (document,). Its line in the incoming register: `number`, `thread`, `message_id`, `department`, `person`, `state`, `at`."""
    ids = {ask: row_id(ask.about[0]) for ask in asks}
    rows = QUERIES.rows("entries_of", documents=sorted({one for one in ids.values() if one is not None}))
    found = {
        row.document_id: {
            "number": written_number(row.direction, row.year, row.number),
            "at": row.at.isoformat(),
            **{column: getattr(row, column) for column in ("thread", "message_id", "department", "person", "state", "email", "name")},
        }
        for row in rows
    }
    return {ask: found.get(document_id) if document_id is not None else None for ask, document_id in ids.items()}


ANSWERS: dict[str, Answer] = {
    "correspondence.thread": _threads,
    "correspondence.sender": _senders,
    "correspondence.entry": _entries,
}
