"""Listens to mailboxes (IDLE), so that new mail is fetched at once; where a server cannot tell, it is asked every minute anyway.

Nothing hangs on it: who listens only brings the next visit forward. A listener has a lease, so that two workers do not both hold one.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Any

from django.db import connection

from kantor.channels.mail import imap
from kantor.channels.mail.mailboxes import QUERIES, place_of
from kantor.channels.mail.secrets import password
from kantor.spine import access

LOG = logging.getLogger("kantor.working")
LISTENS_S = 60.0
LEASE = timedelta(minutes=3)
ROUND_S = 20.0


class Watcher:
    """Listens in threads of its own from `start` to `stop`."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self.ended = Event()
        self.threads: dict[int, Thread] = {}
        self.round = Thread(target=self._go_round, name="mail-watcher", daemon=True)

    def start(self) -> None:
        self.round.start()

    def stop(self) -> None:
        self.ended.set()

    def _go_round(self) -> None:
        while not self.ended.is_set():
            try:
                for row in self._taken_on():
                    if row.id not in self.threads or not self.threads[row.id].is_alive():
                        self.threads[row.id] = Thread(target=self._listen, args=(row,), name=f"mail-{row.id}", daemon=True)
                        self.threads[row.id].start()
            except Exception as error:  # the database is away: the next round finds its way
                LOG.debug("watching=mailboxes reason=%r", error)
            finally:
                connection.close()
            self.ended.wait(ROUND_S)
        self._give_up()

    def _give_up(self) -> None:
        """Let others listen at once, instead of when the lease is over."""
        try:
            for client_id in access.every_client():
                with access.acting(clients=[client_id], person_id=None, at=self.now()):
                    QUERIES.run("unwatch", client_id=client_id, own=list(self.threads))
        except Exception as error:  # the database is away: the lease ends by itself
            LOG.debug("watching=given_up reason=%r", error)
        finally:
            connection.close()

    def _taken_on(self) -> list[Any]:
        own = [number for number, thread in self.threads.items() if thread.is_alive()]
        found: list[Any] = []
        for client_id in access.every_client():
            with access.acting(clients=[client_id], person_id=None, at=self.now()) as actor:
                found += QUERIES.rows("watch", client_id=client_id, at=actor.at, until=actor.at + LEASE, own=own)
        return found

    def _listen(self, row: Any) -> None:
        """Until the connection or the worker ends; the round begins anew then."""
        try:
            with imap.opened(place_of(row), password(row.kept_in), reads_only=True) as box:
                while not self.ended.is_set():
                    if box.listen(LISTENS_S):
                        with access.acting(clients=[row.client_id], person_id=None, at=self.now()) as actor:
                            QUERIES.run("ring", client_id=row.client_id, id=row.id, at=actor.at)
        except Exception as error:  # it is looked into every minute all the same, and that visit says what is wrong
            LOG.debug("mailbox=%r watching=ended reason=%r", row.name, error)
        finally:
            connection.close()
            self.ended.wait(ROUND_S)
