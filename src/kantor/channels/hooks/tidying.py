"""Housekeeping: deliveries and what was in them are removed when they have been kept long enough; the audit trail stays."""

from collections.abc import Callable
from datetime import datetime, timedelta

from kantor.channels.hooks.events import QUERIES
from kantor.channels.hooks.sending import Waits
from kantor.spine import access

KEPT = timedelta(days=30)
"""How long the log of what was sent, or has failed, can be looked at, and sent again from."""
SELDOM = timedelta(hours=1)
"""How long what may go lies there at most, so that a worker is not called for each of them."""
AT_ONCE = 5000


def over(at: datetime) -> list[Waits]:
    """Clients with deliveries that should be gone by now."""
    every = access.every_client()
    with access.acting(clients=every, person_id=None, at=at):
        return [Waits(*row) for row in QUERIES.rows("deliveries_over", clients=every, before=at - KEPT - SELDOM)]


def tidy(client_id: int, now: Callable[[], datetime]) -> int:
    """Remove a chunk of what need not be kept any longer; answers how much that was."""
    with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
        return QUERIES.run("forget_deliveries", client_id=client_id, before=actor.at - KEPT, limit=AT_ONCE)
