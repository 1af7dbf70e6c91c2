"""Rows to learn from: what people said that a paper says, kept when it takes effect, for the next paper of its sender and for trainings."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from psycopg.types.json import Jsonb

from kantor.kit.text import fold
from kantor.spine import trail
from kantor.spine.access import Actor
from kantor.spine.documents import confidential
from kantor.spine.documents.checking import Checked
from kantor.spine.documents.queries import QUERIES
from kantor.spine.documents.types import type_of
from kantor.words import MAIL_READER, NOBODY, PAGES, DocumentType, Reading, Shown, Value, shown_of

PAPERS = 3
"""Earlier papers of a sender that are looked at: one may be an exception, of three the others outvote it."""
MOST_KNOWN = 3000
"""The newest papers of a client by which senders are known again."""
MOST_ROWS = 5
FEWEST_SIGNS = 6
"""What is shorter than this says nothing about who wrote a paper."""


class Sender(NamedTuple):
    """sender: what stands on all papers of it, without blanks and punctuation; place: how sure that is, from 1; papers: ids of the newest
    documents."""

    type: str
    sender: str
    place: int
    papers: Sequence[int]


class Example(NamedTuple):
    """What people said about a paper. shown: by address, with the place; read: by address, what the machine had read, where that differs;
    shows: whether the places help with papers of the same sender."""

    document_id: int
    type: str
    number: str
    on: date | None
    senders: Sequence[str]
    shown: Mapping[str, Shown]
    read: Mapping[str, str]
    shows: bool
    reader: str = ""


def keep(checked: Sequence[Checked], actor: Actor) -> None:
    """Keep what is said now of papers of the actor's one client that a machine read, or of which it could read nothing; nothing of
    confidential ones, and nothing of what came as data."""
    papers = [item for item in checked if is_paper(item.reading)]
    if not papers:
        return
    sealed = confidential.locker([item.document_id for item in papers])
    papers = [item for item in papers if item.document_id not in sealed]
    (client_id,) = actor.clients
    first = {
        row.document_id: Reading.from_json(row.content)
        for row in QUERIES.rows("first_readings", client_id=client_id, ids=[item.document_id for item in papers])
    }
    rows = [_row(item, first.get(item.document_id, item.reading)) for item in papers]
    QUERIES.run("keep_examples", client_id=client_id, at=actor.at, rows=Jsonb(rows))


def keep_kinds(kinds: Mapping[int, str], actor: Actor) -> None:
    """Keep as which kind people dealt with these mails of the actor's one client, by the document that the mail is; the last word counts.
    Nothing of confidential ones, and nothing of what is no mail."""
    sealed = confidential.locker(list(kinds))
    rows = [{"document_id": key, "fields": {"kind": [kind, 0, None, None, 0.0]}} for key, kind in kinds.items() if key not in sealed]
    if rows:
        (client_id,) = actor.clients
        QUERIES.run("keep_kinds", client_id=client_id, at=actor.at, reader=MAIL_READER, rows=Jsonb(rows))


def is_paper(reading: Reading) -> bool:
    """Whether what the document says was found on its pages, by a machine or by whoever looked at them."""
    return reading.reader.startswith(PAGES) or reading.reader == NOBODY


def _row(item: Checked, first: Reading) -> dict[str, Any]:
    type = type_of(item.type)
    read = {address: value for address, value in first.every() if value.source.kind == "page"}
    fields = {
        address: [value.text, value.source.page, value.source.box, *_as_read(read.get(address))]
        for address, value in item.reading.every()
        if value.text and value.source.kind in ("page", "person") and _is_on_paper(type, address)
    }
    return {
        "document_id": item.document_id,
        "type": item.type,
        "senders": senders_of(type, item.reading),
        "fields": fields,
        "reader": item.reading.reader,
    }


def _as_read(value: Value | None) -> tuple[str | None, float]:
    return (value.text, round(value.confidence, 4)) if value and value.text else (None, 0.0)


def _is_on_paper(type: DocumentType, address: str) -> bool:
    """Fields, and the first rows of tables, which show their columns; not what was told for another form of the document."""
    if any(field.key == address for field in type.fields):
        return True
    table, _, rest = address.partition(".")
    return any(one.key == table for one in type.tables) and int(rest.split(".")[0]) < MOST_ROWS


def senders_of(type: DocumentType, reading: Reading) -> list[str]:
    """By what papers of whoever sent this one are known again, the surest first."""
    return list(dict.fromkeys(mark for key in type.senders if (mark := _mark(reading.text(key)))))


def _mark(text: str) -> str:
    """A number without the country before it, which paper often leaves out; '' for what is too short to tell anybody by."""
    mark = squeezed(text)
    if mark[:2].isalpha() and sum(sign.isdigit() for sign in mark) >= FEWEST_SIGNS:
        mark = mark[2:]
    return mark if len(mark) >= FEWEST_SIGNS else ""


def squeezed(text: str) -> str:
    """Letters and figures alone, without accents and capitals."""
    return "".join(sign for sign in fold(text) if sign.isalnum())


def senders(client_id: int) -> list[Sender]:
    """Whose papers people have shown, for the one client that acts."""
    rows = QUERIES.rows("senders", client_id=client_id, papers=PAPERS, at_most=MOST_KNOWN)
    return [Sender(row.type, row.sender, row.place, row.papers) for row in rows]


def examples_of(document_ids: Iterable[int], client_id: int) -> list[Example]:
    """What people said about these papers of the client, the newest first; those that teach nothing are left out."""
    rows: Sequence[Any] = QUERIES.rows("examples", client_id=client_id, ids=list(document_ids))
    return [_example(row) for row in rows]


def newest_examples(client_id: int, *, most: int) -> list[Example]:
    """The newest papers of the client about which people said something, the newest first."""
    return [_example(row) for row in QUERIES.rows("newest_examples", client_id=client_id, at_most=most)]


def papers_of(type: str, senders: Sequence[str], client_id: int) -> list[Example]:
    """The newest papers of a sender by which the next one is read, as `senders_of` names it."""
    rows: Sequence[Any] = QUERIES.rows(
        "papers_of_sender", client_id=client_id, type=type, senders=list(senders), papers=PAPERS, at_most=MOST_KNOWN
    )
    return [_example(row) for row in rows]


def _example(row: Any) -> Example:
    shown = {address: shown_of(told[:3]) for address, told in row.fields.items()}
    read = {address: told[3] or "" for address, told in row.fields.items() if told[3] != told[0]}
    return Example(row.document_id, row.type, row.number, row.document_on, row.senders, shown, read, row.shows, row.reader)


def forget_layout(type: str, senders: Sequence[str], actor: Actor) -> int:
    """Forget where values stand on papers of this sender, of the actor's one client; answers on how many papers people had shown it."""
    (client_id,) = actor.clients
    rows = QUERIES.rows("forget_layout", client_id=client_id, type=type, senders=list(senders))
    trail.append([trail.Event(client_id, "layout.forgotten", row.document_id, actor.person_id, actor.at, {}) for row in rows])
    return len(rows)
