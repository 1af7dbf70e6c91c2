"""Housekeeping: answers that have been kept long enough, and bundles whose results nobody will ask for any more, are removed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from kantor.channels.api.once import KEPT, QUERIES
from kantor.spine import access

SELDOM = timedelta(hours=1)
"""How long what may go lies there at most, so that a worker is not called for each of them."""
RESULTS_KEPT = timedelta(days=30)
"""How long the results of a bundle can be asked for."""


class Waits(NamedTuple):
    """A client with something to remove, since when and how much."""

    client_id: int
    due_at: datetime
    number: int


def waiting(at: datetime) -> list[Waits]:
    """Clients with answers or bundles that should be gone by now."""
    every = access.every_client()
    given = {"answers_before": at - KEPT - SELDOM, "bundles_before": at - RESULTS_KEPT - SELDOM}
    with access.acting(clients=every, person_id=None, at=at):
        return [Waits(*row) for row in QUERIES.rows("tidying_waits", clients=every, **given)]


def tidy(client_id: int, now: Callable[[], datetime]) -> int:
    """Remove what need not be kept any longer; answers how much that was."""
    with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
        answers = QUERIES.run("forget_answers", client_id=client_id, before=actor.at - KEPT)
        before = actor.at - RESULTS_KEPT
        files = QUERIES.run("forget_bundle_files", client_id=client_id, before=before)
        return answers + files + QUERIES.run("forget_bundles", client_id=client_id, before=before)
