"""Counters that all processes of a host write into one folder, so that any web process can answer for all of them.

They begin anew when the first process of the house starts; what ended processes counted stays in the sums until then.
"""

import fcntl
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import psutil

from kantor.site.config import Config

FOLDER = "metrics"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 2.5, 5.0, 10.0)
OF_PROCESS = ".process"


class Meters(NamedTuple):
    """requests: by route, method and status; jobs: by step and outcome; both in seconds."""

    requests: Any
    jobs: Any


class Running(NamedTuple):
    """A process of this host; kind: `web`, `worker`, `run` or another command."""

    pid: int
    kind: str
    resident_bytes: int


def request_done(config: Config, *, route: str, method: str, status: int, seconds: float) -> None:
    if config.metrics:
        meters(config.data / FOLDER).requests.labels(route, method, str(status)).observe(seconds)


def job_done(config: Config, *, step: str, outcome: str, seconds: float) -> None:
    if config.metrics:
        meters(config.data / FOLDER).jobs.labels(step, outcome).observe(seconds)


@cache
def meters(folder: Path) -> Meters:
    """The meters of this process. prometheus_client decides by the environment, when it is imported, to keep them in files."""
    _join(folder)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
    from prometheus_client import CollectorRegistry, Histogram

    apart: Any = {"registry": CollectorRegistry()}
    return Meters(
        requests=Histogram("kantor_request_seconds", "Time to answer a request.", ["route", "method", "status"], buckets=SECONDS, **apart),
        jobs=Histogram("kantor_job_seconds", "Time that a job of a worker took.", ["step", "outcome"], buckets=SECONDS, **apart),
    )


def _join(folder: Path) -> None:
    """Be one of those that count; the first one clears away what earlier ones left."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not processes(folder):
            for left in (*folder.glob("*.db"), *folder.glob(f"*{OF_PROCESS}")):
                left.unlink(missing_ok=True)
        began = psutil.Process().create_time()
        (folder / f"{os.getpid()}{OF_PROCESS}").write_text(json.dumps({"began": began, "kind": _kind(sys.argv)}))


def _kind(command: Sequence[str]) -> str:
    return next((word for word in command if word in ("worker", "web", "run", "demo")), "command")


def processes(folder: Path) -> list[Running]:
    """The living processes that count into the folder. A number that another program has by now began at another time."""
    living = []
    for path in folder.glob(f"*{OF_PROCESS}"):
        told = json.loads(path.read_text() or "{}")
        with suppress(psutil.Error):
            process = psutil.Process(int(path.stem))
            if process.create_time() == told.get("began"):
                living.append(Running(process.pid, told["kind"], process.memory_info().rss))
    return sorted(living)


def text(folder: Path) -> bytes:
    """What all processes counted, in the text format of Prometheus."""
    meters(folder)
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(folder))  # type: ignore[no-untyped-call]
    return bytes(generate_latest(registry))
