"""One look a second for all the screens of a web process: at which clients something has happened since the last one."""

import asyncio
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from asgiref.sync import sync_to_async
from django.db import Error, close_old_connections

from kantor.kit.sql import Queries
from kantor.spine import access

QUERIES = Queries(__file__)
LOOK_EVERY_S = 1.0

LOG = logging.getLogger(__name__)


class Watch:
    """Tells every open screen when something happened at one of its clients; looks only while there are any.

    However many screens are open, the database is asked once a second. A look that fails is made good by the next one: what happened
    meanwhile is still new to it.
    """

    def __init__(self) -> None:
        self._screens: dict[asyncio.Event, frozenset[int]] = {}
        self._looking: asyncio.Task[None] | None = None

    def __len__(self) -> int:
        """How many screens are open."""
        return len(self._screens)

    @contextmanager
    def of(self, clients: Iterable[int]) -> Iterator[asyncio.Event]:
        """What is set whenever something happened at these clients; whoever waited for it clears it."""
        happened = asyncio.Event()
        self._screens[happened] = frozenset(clients)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.get_running_loop().create_task(self._look())
        try:
            yield happened
        finally:
            del self._screens[happened]

    async def _look(self) -> None:
        seen: str | None = None
        while self._screens:
            watched = sorted(frozenset[int]().union(*self._screens.values()))
            try:
                seen, clients = await sync_to_async(_happened, thread_sensitive=False)(watched, seen)
            except Error as error:
                LOG.warning("Screens stand still, the database does not answer: %s", error)
                clients = frozenset()
            for happened, mine in self._screens.items():
                if mine & clients:
                    happened.set()
            await asyncio.sleep(LOOK_EVERY_S)


def _happened(clients: list[int], seen: str | None) -> tuple[str, frozenset[int]]:
    """seen: what was certain at the last look; None at the first one, to which nothing is new."""
    close_old_connections()
    try:
        with access.acting(clients=clients, person_id=None, at=datetime.now(UTC)):
            (row,) = QUERIES.rows("happened", clients=clients, seen=seen)
    finally:
        close_old_connections()
    return row.seen, frozenset(row.clients)


WATCH = Watch()
