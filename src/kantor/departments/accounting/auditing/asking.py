"""Books that somebody asked for at the desk or by a program: a worker makes the file, it is kept for days, each fetching is recorded."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from kantor.departments.accounting.auditing import keeping
from kantor.departments.accounting.auditing.datev import CHARTS, Adviser
from kantor.departments.accounting.auditing.reading import QUERIES
from kantor.spine import access, trail
from kantor.spine.access import Actor, ClientRecord
from kantor.words import Refusal

PERMISSION = "books.see"
DATEV, TABLES, ORIGINALS = "datev", "tables", "originals"
KINDS = (DATEV, TABLES, ORIGINALS)
"""A batch for the tax adviser, the tables of an audit, and these with the documents as they came and their proofs."""
KEPT = timedelta(days=7)
LONGEST = timedelta(days=3660)
ADVISERS, CLIENT_NUMBERS = range(1_001, 10_000_000), range(1, 100_000)
MADE = "made"
WORDS = "accounting.auditing"


class Wanted(NamedTuple):
    """adviser: for DATEV alone."""

    kind: str
    from_on: date
    until_on: date
    adviser: Adviser | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class BooksFile:
    """rows, documents: written so far; outcome: '' while it is not ended, `made`, or why it was not; size: bytes; gone_at: since when it is
    not kept any more."""

    id: int
    client_id: int
    kind: str
    from_on: date
    until_on: date
    asked_by: int
    asked_at: datetime
    taken_until: datetime | None
    rows: int
    documents: int
    ended_at: datetime | None
    outcome: str
    size: int
    sha256: str
    gone_at: datetime | None

    @property
    def is_there(self) -> bool:
        return self.outcome == MADE and self.gone_at is None

    @property
    def until_at(self) -> datetime | None:
        """Until when it is kept."""
        return self.ended_at + KEPT if self.ended_at else None


class Waits(NamedTuple):
    """A client with something to do, since when and how much."""

    client_id: int
    due_at: datetime
    number: int


def ask(wanted: Wanted, client: ClientRecord, actor: Actor) -> int:
    """Ask for a file of the actor's one client; answers its number. Refusal where it could not be made, or the person waits for another."""
    _look_at(wanted, client)
    given = {"kind": wanted.kind, "from_on": wanted.from_on, "until_on": wanted.until_on}
    adviser = wanted.adviser if wanted.kind == DATEV else None
    numbers = {"adviser": adviser.number if adviser else None, "client_number": adviser.client if adviser else None}
    row = QUERIES.one("ask_for_books", client_id=client.id, person_id=actor.person_id, at=actor.at, **given, **numbers)
    if row is None:
        raise Refusal(f"{WORDS}.one_at_a_time")
    told = {"file": row.id, "kind": wanted.kind, "from_on": wanted.from_on.isoformat(), "until_on": wanted.until_on.isoformat()}
    trail.append([trail.Event(client.id, "books.asked", None, actor.person_id, actor.at, told)])
    return int(row.id)


def _look_at(wanted: Wanted, client: ClientRecord) -> None:
    if wanted.kind not in KINDS:
        raise Refusal(f"{WORDS}.no_such_kind")
    if wanted.until_on < wanted.from_on or wanted.until_on - wanted.from_on > LONGEST:
        raise Refusal(f"{WORDS}.days")
    if wanted.kind != DATEV:
        return
    if client.chart not in CHARTS:
        raise Refusal(f"{WORDS}.not_for_datev")
    if wanted.adviser is None or wanted.adviser.number not in ADVISERS or wanted.adviser.client not in CLIENT_NUMBERS:
        raise Refusal(f"{WORDS}.adviser")


def files(clients: Sequence[int]) -> list[BooksFile]:
    """The newest first, at most a hundred."""
    return [BooksFile(**row) for row in QUERIES.dicts("books_files", clients=list(clients))]


def file(file_id: int, clients: Sequence[int]) -> BooksFile | None:
    return next((BooksFile(**row) for row in QUERIES.dicts("books_file", clients=list(clients), id=file_id)), None)


def last_adviser(client_id: int) -> Adviser | None:
    """The numbers with which the client's books left for DATEV before."""
    row = QUERIES.one("last_adviser", client_id=client_id)
    return Adviser(row.adviser, row.client_number) if row else None


def name_of(one: BooksFile, client: ClientRecord) -> str:
    """What the file is called where it is saved."""
    code = re.sub(r"[^A-Za-z0-9_-]", "_", client.code)
    return f"{'datev' if one.kind == DATEV else 'audit'}-{code}-{one.from_on}-{one.until_on}.zip"


def fetch(one: BooksFile, actor: Actor) -> Iterator[bytes]:
    """The bytes of a file that is there, piece by piece; that it left is recorded before the first. By whoever asked for it alone: its
    documents are those that this person may see."""
    told = {"file": one.id, "sha256": one.sha256}
    trail.append([trail.Event(one.client_id, "books.fetched", None, actor.person_id, actor.at, told)])
    return keeping.pieces(one.client_id, one.id, one.size, actor.person_id, actor.at)


def waiting(at: datetime) -> list[Waits]:
    """Clients with files that nobody is making yet."""
    every = access.every_client()
    with access.acting(clients=every, person_id=None, at=at):
        return [Waits(*row) for row in QUERIES.rows("books_waiting", clients=list(every), at=at)]


def over(at: datetime) -> list[Waits]:
    """Clients with files that were kept for long enough."""
    every = access.every_client()
    with access.acting(clients=every, person_id=None, at=at):
        return [Waits(*row) for row in QUERIES.rows("books_over", clients=list(every), before=at - KEPT)]


def tidy(client_id: int, at: datetime) -> int:
    """Remove what was kept for long enough; answers how many files that were. That they were made stays written."""
    with access.acting(clients=[client_id], person_id=None, at=at):
        gone = [row.id for row in QUERIES.rows("books_gone", client_id=client_id, before=at - KEPT, at=at)]
        QUERIES.run("forget_pieces", client_id=client_id, files=gone)
        return len(gone)
