"""Who acts, for which clients and when: the one door to rows of clients, for the web, workers, commands and tests alike."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

HOUSE = 0
"""The client id of the house itself: log-ins and people in the audit trail, nothing else."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """person_id: who acts, None for the house itself; clients: whose rows are seen, and with exactly one, written; at: now, in UTC."""

    person_id: int | None
    clients: tuple[int, ...]
    at: datetime


ALL_DOCUMENTS, NO_DOCUMENT = "*", "-"


@contextmanager
def acting(
    *, clients: Sequence[int], person_id: int | None, at: datetime, snapshot: bool = False, sees: Sequence[str] | None = None
) -> Iterator[Actor]:
    """A transaction that sees the rows of `clients` and no others, committed when the block ends well, rolled back otherwise.

    Within another such block it is a savepoint, and the clients of the outer block are seen again afterwards.
    snapshot: every statement sees the database as it was at the first one; only for the outermost block.
    sees: of the documents that not everybody with a type's right sees, those of whoever only looks (`documents.sees_of`); all of them for
    whoever works or writes, as the house itself does. A block within another one sees no more than that.
    """
    if at.tzinfo is None:
        raise ValueError("acting needs a moment with its time zone")
    connection = connections["default"]
    nested = connection.in_atomic_block
    if snapshot and nested:
        raise ValueError("a snapshot begins with its transaction, this one has begun already")
    actor = Actor(person_id=person_id, clients=tuple(clients), at=at)
    with transaction.atomic(), connection.cursor() as cursor:
        if snapshot:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        before = _see(
            cursor, ",".join(str(int(client)) for client in actor.clients), None if sees is None else ",".join(sees) or NO_DOCUMENT
        )
        yield actor
        if nested:
            _see(cursor, *before)


def _see(cursor: CursorWrapper, clients: str, sees: str | None) -> tuple[str, str]:
    """Set whose rows this transaction sees, and which narrow documents: as before where that is not said, all at first.
    Answers what both were."""
    # A failed savepoint takes its setting back by itself, a released one keeps it.
    cursor.execute(
        "SELECT current_setting('kantor.clients', true), set_config('kantor.clients', %s, true), current_setting('kantor.sees', true),"
        " set_config('kantor.sees', coalesce(%s, nullif(current_setting('kantor.sees', true), ''), %s), true)",
        [clients, sees, ALL_DOCUMENTS],
    )
    (clients_before, _, sees_before, _) = cursor.fetchone()
    return clients_before or "", sees_before or ""
