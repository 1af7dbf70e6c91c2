"""What goes wrong: processes die or stand still, connections are cut, clocks jump, the disk is full, somebody sits on locks."""

import os
import random
import resource
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import psycopg
from tests.chaos.town import Town

STILL_S = (11.0, 13.0)
"""Longer than a worker may be silent before others take its jobs."""
FULL_S = 3.0
HOGS = (
    "SELECT FROM documents_document WHERE state IN ('received', 'ready', 'waiting') ORDER BY id DESC LIMIT 50 FOR UPDATE",
    "SELECT FROM ledger_counter FOR UPDATE",
    "SELECT FROM ledger_balance FOR UPDATE",
    "SELECT FROM cases_task WHERE state <> 'done' ORDER BY id DESC LIMIT 50 FOR UPDATE",
    "SELECT FROM documents_outbox WHERE state = 'approved' FOR UPDATE",
    "SELECT FROM procrastinate_jobs FOR UPDATE",
)
CLOCKS_S = (-10_800, -60, 1_200, 10_800)
APP = "kantor_app"


class Faults:
    """Faults of a seeded generator on a town. done: how many of which kind."""

    def __init__(self, town: Town, seed: int) -> None:
        self.town, self.chance = town, random.Random(seed)
        self.done: Counter[str] = Counter()
        self._beside: list[threading.Thread] = []
        self.kinds: dict[str, tuple[int, Callable[[], bool]]] = {
            "kill_worker": (16, lambda: self._kill("worker_1", "worker_2")),
            "kill_web": (6, lambda: self._kill("web")),
            "kill_sender": (12, lambda: self._kill("folder", "upload")),
            "kill_people": (3, lambda: self._kill("editors", "office")),
            "kill_bank": (6, lambda: self._kill("bank")),
            "kill_database": (4, self._kill_database),
            "kill_backend": (3, self._kill_backend),
            "cut_connections": (12, self._cut),
            "stand_still": (7, self._stand_still),
            "clock_jump": (12, self._jump),
            "disk_full": (5, self._fill),
            "lock_hog": (14, self._hog),
        }

    def one(self) -> None:
        """One fault; which, the generator says."""
        names = [name for name, (weight, _) in self.kinds.items() if weight]
        (name,) = self.chance.choices(names, [self.kinds[name][0] for name in names])
        with suppress(psycopg.Error):  # the database is away already
            self.done[name] += self.kinds[name][1]()

    def over(self) -> None:
        """Everything is as it should be again."""
        for thread in self._beside:
            thread.join()
        self.town.place.free()
        for kept in self.town.kept.values():
            kept.clock.unlink(missing_ok=True)
            kept.signal(signal.SIGCONT)

    def _one_of(self, names: tuple[str, ...]) -> Any:
        there = [self.town.kept[name] for name in names if name in self.town.kept and self.town.kept[name].is_up()]
        return self.chance.choice(there) if there else None

    def _kill(self, *names: str) -> bool:
        kept = self._one_of(names)
        if kept:
            kept.signal(signal.SIGKILL)
        return bool(kept)

    def _kill_database(self) -> bool:
        pid = self.town.server._pid()
        if pid is not None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(_pidfd(pid), signal.SIGKILL)
        return pid is not None

    def _kill_backend(self) -> bool:
        """The server takes a killed backend for a crash: it ends all others and recovers."""
        pids = [pid for (pid,) in self._ask("SELECT pid FROM pg_stat_activity WHERE usename = %s", APP)]
        if pids:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(_pidfd(self.chance.choice(pids)), signal.SIGKILL)
        return bool(pids)

    def _cut(self) -> bool:
        return bool(self._ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", APP))

    def _stand_still(self) -> bool:
        kept = self._one_of(("worker_1", "worker_2", "web", "bank"))
        if kept is None:
            return False
        pid, seconds = kept.pid, self.chance.uniform(*STILL_S)
        kept.signal(signal.SIGSTOP)

        def go_on() -> None:
            time.sleep(seconds)
            with suppress(ProcessLookupError, OSError):
                signal.pidfd_send_signal(_pidfd(pid), signal.SIGCONT)

        self._aside(go_on)
        return True

    def _jump(self) -> bool:
        kept = self._one_of(("worker_1", "worker_2", "web", "office"))
        if kept is None:
            return False
        making = kept.clock.with_suffix(".making")
        making.write_text(str(self.chance.choice(CLOCKS_S) if not kept.clock.exists() else 0))
        making.rename(kept.clock)
        return True

    def _fill(self) -> bool:
        if not self.town.place.is_small:
            return self._keep_from_writing()
        self.town.place.fill()

        def free() -> None:
            time.sleep(FULL_S)
            self.town.place.free()

        self._aside(free)
        return True

    def _keep_from_writing(self) -> bool:
        """Where no small disk could be made: whatever one process writes into a file fails."""
        kept = self._one_of(("worker_1", "worker_2", "web"))
        if kept is None:
            return False
        pid = kept.pid
        before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, before[1]))

        def let_write() -> None:
            time.sleep(FULL_S)
            with suppress(ProcessLookupError):
                resource.prlimit(pid, resource.RLIMIT_FSIZE, before)

        self._aside(let_write)
        return True

    def _hog(self) -> bool:
        seconds, statement = self.chance.uniform(1, 6), self.chance.choice(HOGS)
        connection = self._connect()

        def hold() -> None:
            with suppress(psycopg.Error), connection:
                connection.execute("BEGIN")
                connection.execute(statement)
                time.sleep(seconds)
                connection.execute("ROLLBACK")

        self._aside(hold)
        return True

    def _ask(self, text: str, *given: object) -> list[Any]:
        with self._connect() as connection:
            return connection.execute(text, given).fetchall()

    def _connect(self) -> psycopg.Connection[Any]:
        return psycopg.connect(**self.town.server.login("kantor"), autocommit=True, connect_timeout=5)

    def _aside(self, do: Callable[[], None]) -> None:
        thread = threading.Thread(target=do, daemon=True)
        thread.start()
        self._beside.append(thread)


def _pidfd(pid: int) -> int:
    """A handle that cannot come to name another process."""
    return os.pidfd_open(pid)
