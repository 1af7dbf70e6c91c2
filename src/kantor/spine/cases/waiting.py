"""What waits for the workers, across all clients: only which client, which step, since when and how much."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from kantor.spine.cases.queries import QUERIES

LEFT_LYING = timedelta(minutes=1)
"""A document that was received so long ago and not read was left by a process that ended; before, somebody is at it."""
MOST = 200
"""Counted up to here: more makes no difference to whoever hands out work."""


class Waiting(NamedTuple):
    """step: `take_effect` (ready), `resume` (received, not read), `wake` (set aside until now), `send` (in the outbox) or `seal` (the
    audit trail, client 0 is the house); due_at: of what has waited longest, None where it does not matter; number: how much, up to MOST."""

    client_id: int
    step: str
    due_at: datetime | None
    number: int


def waiting(at: datetime) -> Sequence[Waiting]:
    """Needs no acting client, and shows no client's rows."""
    return [Waiting(*row) for row in QUERIES.rows("waiting", at=at, received_before=at - LEFT_LYING, most=MOST)]
