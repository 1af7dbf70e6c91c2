"""The figures behind doctor and metrics: how much of what waits, and since when, over all clients together."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kantor.kit.sql import Queries
from kantor.spine import access, cases, documents, trail
from kantor.spine.access import HOUSE, Actor

QUERIES = Queries(__file__)
LATELY = timedelta(seconds=15)
"""A worker gives a sign of life every other second."""
UNTOLD_FOR = timedelta(days=3)
"""What a program was not told for so long, it will hardly wait for any more."""
Row = Any
"""A named tuple with the columns of its statement."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """Rows as the statements in `queries` name their columns; today: since midnight in UTC."""

    at: datetime
    server: Any
    jobs: Sequence[Row]
    workers: Any
    outbox: Sequence[Row]
    unsealed: Sequence[Row]
    documents_today: Sequence[Row]
    open_tasks: Sequence[Row]
    waiting: Sequence[cases.Waiting]


def figures(now: datetime) -> Figures:
    """One look at everything."""
    with access.acting(clients=(HOUSE, *access.every_client()), person_id=None, at=now):
        return Figures(
            at=now,
            server=QUERIES.one("server"),
            jobs=QUERIES.rows("jobs"),
            workers=QUERIES.one("workers", lately=LATELY),
            outbox=QUERIES.rows("outbox"),
            unsealed=QUERIES.rows("unsealed"),
            documents_today=QUERIES.rows("documents", since=now.replace(hour=0, minute=0, second=0, microsecond=0)),
            open_tasks=QUERIES.rows("open_tasks"),
            waiting=cases.waiting(now),
        )


def client_keys(now: datetime) -> Sequence[Row]:
    """The newest keys of clients, wrapped with the master key."""
    with _everywhere(now):
        return QUERIES.rows("client_keys")


def kept_by_keys(now: datetime) -> Row:
    """How many rows only the keys of the house open or vouch for: clients, people (master key), heads (signing key)."""
    with _everywhere(now):
        return QUERIES.one("kept_by_keys")


def sealed(now: datetime) -> Sequence[Row]:
    """How far the trail of each client is sealed."""
    with _everywhere(now):
        return QUERIES.rows("sealed")


def untold(now: datetime) -> Sequence[Row]:
    """Events of the last days that programs outside were not told of, by state."""
    with _everywhere(now):
        return QUERIES.rows("untold", since=now - UNTOLD_FOR)


def _everywhere(now: datetime) -> AbstractContextManager[Actor]:
    return access.acting(clients=(HOUSE, *access.every_client()), person_id=None, at=now)


def unguarded_tables() -> list[str]:
    """Tables in which one client could see another's rows."""
    return [row.name for row in QUERIES.rows("unguarded_tables")]


def late_testimonies(now: datetime) -> dict[str, list[trail.Late]]:
    """Witness -> the heads that it could not be told so far, the oldest first."""
    found: dict[str, list[trail.Late]] = {}
    with access.acting(clients=(HOUSE, *access.every_client()), person_id=None, at=now):
        for one in trail.late():
            found.setdefault(one.witness, []).append(one)
    return found


def lost_pages(now: datetime) -> list[str]:
    """What is wrong with the pages that were dealt out at any client, in sentences."""
    clients = access.every_client()
    with access.acting(clients=clients, person_id=None, at=now):
        return documents.lost_pages(clients)


def without_open_period(now: datetime) -> list[str]:
    """Codes of the clients in whose books nothing can be posted today."""
    with access.acting(clients=access.every_client(), person_id=None, at=now):
        return [row.code for row in QUERIES.rows("without_open_period", on=now.date())]
