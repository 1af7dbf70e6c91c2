"""What a stretch of work takes: seconds on the clock, and on the processors of this process, its readers and its database backend."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
from django.db import connections


@dataclass(slots=True)
class Spent:
    wall_s: float = 0.0
    client_cpu_s: float = 0.0
    server_cpu_s: float = 0.0

    @property
    def cpu_s(self) -> float:
        return self.client_cpu_s + self.server_cpu_s


@contextmanager
def spending(spent: Spent) -> Iterator[None]:
    """Add what the block takes."""
    connections["default"].ensure_connection()
    connection = connections["default"].connection
    assert connection is not None
    pid = connection.info.backend_pid
    server, wall, client = cpu_of(pid), time.perf_counter(), own_cpu()
    yield
    spent.wall_s += time.perf_counter() - wall
    spent.client_cpu_s += own_cpu() - client
    spent.server_cpu_s += cpu_of(pid) - server


def own_cpu() -> float:
    """Seconds on a processor of this process and of those that it started to read what strangers send, ended ones too."""
    waited = psutil.Process().cpu_times()
    total = time.process_time() + waited.children_user + waited.children_system
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            if child.name() != "postgres":
                times = child.cpu_times()
                total += cpu_of(child.pid) + times.children_user + times.children_system
    return total


def cpu_of(pid: int) -> float:
    """Seconds on a processor of a process on this machine, as the kernel's scheduler counts them (proc(5))."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
