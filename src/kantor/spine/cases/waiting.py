"""What waits for the workers, across all clients: only which client, which step and how much."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from kantor.spine.cases.queries import QUERIES

LEFT_LYING = timedelta(minutes=2)
"""A document that was received so long ago and not read was left by a process that ended; before, somebody is at it."""


class Waiting(NamedTuple):
    """step: `finish` (ready to take effect), `resume` (received, not read), `wake` (set aside until now), `send` (in the outbox)."""

    client_id: int
    step: str
    size: int


def waiting(at: datetime) -> Sequence[Waiting]:
    """Needs no acting client, and shows no client's rows."""
    return [Waiting(*row) for row in QUERIES.rows("waiting", at=at, received_before=at - LEFT_LYING)]
