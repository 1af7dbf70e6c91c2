"""Finds partners that were perhaps taken up twice, by what they share, without comparing each with each; a worker does, and keeps them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from psycopg.types.json import Jsonb

from kantor.spine import access
from kantor.spine.parties.queries import QUERIES

CROWD = 20
"""How many may share something that still tells them apart from the rest; what more of them share is left alone."""
SHOWN, MOST_KEPT = 200, 5_000
MOST_CHANGES = 1_000
"""After so many changes all are compared with all."""
WHOLE_AGAIN = timedelta(days=1)
LONGEST = timedelta(minutes=15)


class Alike(NamedTuple):
    """Two partners that could be one, neither of which leads to another.

    same: what they share - `number` (VAT id, NIP, NPWP or tax number), `gln`, `iban`, `mailbox`, `registration`, `host` (of their
    mailboxes), `words` (the whole name, in any order) - with the value; likeness: of their names, in percent; degree: how likely they are
    one, 1 to 99.
    """

    one: int
    other: int
    same: Mapping[str, str]
    likeness: int
    same_place: bool
    degree: int


class Comparing(NamedTuple):
    """How far the comparing of a client's partners is. began_at: a worker is at it since then; changes: partners that changed and have not
    been compared since, `MOST_CHANGES` for that many or more."""

    client_id: int
    began_at: datetime | None
    compared_at: datetime | None
    whole_at: datetime | None
    changes: int

    def is_running(self, at: datetime) -> bool:
        """Whoever was at it for so long was ended over it."""
        return self.began_at is not None and at - self.began_at < LONGEST


def alike(clients: Sequence[int], *, at_most: int = SHOWN) -> list[tuple[int, Alike]]:
    """The likeliest pairs of each client as a worker found them, without those of whom somebody said that they are two."""
    rows = QUERIES.rows("kept_alike", clients=list(clients), at_most=at_most)
    return [(row.client_id, Alike(*row[1:])) for row in rows]


def comparing(clients: Sequence[int]) -> list[Comparing]:
    """How far the comparing is, by client."""
    return [Comparing(*row) for row in QUERIES.rows("comparisons", clients=list(clients), most=MOST_CHANGES)]


def waiting(at: datetime) -> list[Comparing]:
    """Clients with partners that changed and were not compared since."""
    every = access.every_client()
    with access.acting(clients=every, person_id=None, at=at):
        return [one for one in comparing(every) if one.changes and not one.is_running(at)]


def compare(client_id: int, now: Callable[[], datetime]) -> int:
    """Compare the partners of a client that changed with all others; all with all at first, after many changes, and when the last time is
    long ago, because whom a crowd shares something with changes with the crowd. Answers how many changed."""
    with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
        QUERIES.run("begin_comparing", client_id=client_id, at=actor.at)
    with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
        whole_at = QUERIES.value("lock_comparison", client_id=client_id)
        touched = [row.id for row in QUERIES.rows("take_touched", client_id=client_id)]
        is_whole = whole_at is None or actor.at - whole_at > WHOLE_AGAIN or len(touched) >= MOST_CHANGES
        changed = None if is_whole else touched
        if touched:
            found = found_alike(client_id, changed=changed, at_most=MOST_KEPT)
            QUERIES.run("forget_pairs", client_id=client_id, changed=changed)
            QUERIES.run("keep_pairs", client_id=client_id, rows=Jsonb([one._asdict() for one in found]))
        QUERIES.run("end_comparing", client_id=client_id, at=now(), is_whole=is_whole and bool(touched))
    return len(touched)


def found_alike(client_id: int, role: str = "supplier", *, changed: Sequence[int] | None = None, at_most: int = SHOWN) -> list[Alike]:
    """The likeliest pairs of a client, without those of whom somebody said that they are two, and without two taxable persons that share
    neither number nor account. changed: only pairs with one of these.

    The rows of a client that is new are joined badly row by row, because the statistics do not know how many they are.
    """
    QUERIES.value("plan_loops", setting="off")
    try:
        given = {"changed": None if changed is None else list(changed), "crowd": CROWD, "at_most": at_most}
        rows = QUERIES.rows("alike", client_id=client_id, role=role, **given)
    finally:
        QUERIES.value("plan_loops", setting="on")
    return [Alike(*row) for row in rows]
