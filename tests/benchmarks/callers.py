"""How the API bears many programs at once: callers that list, hand in, take and approve, and others that listen, on a real server.

Each caller has a key of its own and asks again as soon as it is answered, without trying anything twice: whatever is not answered as it
must be counts. Times are what a caller waits, over the loopback; memory is what each process has for itself and its share of the rest.
"""

import os
import random
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from typing import Any

import psutil
from django.db import connections
from tests.channels.api.serving import Server, free_port, start
from tests.engines.einvoice.drafts import GERMAN, POLISH
from tests.house.sources import ROOT
from tests.journeys.office import CLERK, Office, as_file, hire, open_office

from kantor.client import Kantor, Problem, Unreachable
from kantor.spine import access
from kantor.spine.access import NewToken

LISTENERS = 5
"""One caller of so many listens."""
LISTS = ("/documents", "/tasks", "/open-items", "/suppliers", "/entries")
ACCOUNTS = {"DE": "4806", "PL": "402"}
EXPECTED = frozenset(
    {
        "nothing_left",
        "changed_meanwhile",
        "cases.held_by_somebody_else",
        "cases.nothing_to_do",
        "cases.something_stops",
        "cases.not_for_the_maker",
    }
)
"""What the house refuses because somebody else was quicker or the document wants a second person: no fault, and counted apart."""


@dataclass(slots=True)
class Seen:
    """What all callers saw together. waits: what was asked -> seconds; faults: what should not have happened -> how often."""

    waits: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    refused: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    events: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def timed(self, what: str, act: Callable[[], Any]) -> Any:
        """The answer, or None where the house refused for a reason that is none of its faults."""
        began = time.perf_counter()
        try:
            return act()
        except Problem as problem:
            with self.lock:
                (self.refused if problem.key in EXPECTED else self.faults)[f"{what}: {problem.status} {problem.key}"] += 1
        except (Unreachable, OSError, HTTPException) as error:
            with self.lock:
                self.faults[f"{what}: {error}"] += 1
        finally:
            with self.lock:
                self.waits[what].append(time.perf_counter() - began)
        return None


def run(*, sizes: Sequence[tuple[int, int]] = ((50, 1), (200, 1), (200, 2)), seconds: float = 40.0) -> dict[str, Any]:
    """For each size (callers, web processes): a web server and a worker, and the callers; what they saw, and the memory of each process."""
    keys = made_keys(open_office(), max(callers for callers, _ in sizes))
    return {"callers": [under_load(keys[:callers], seconds=seconds, web_processes=processes) for callers, processes in sizes]}


def under_load(keys: Sequence[str], *, seconds: float, web_processes: int = 1) -> dict[str, Any]:
    """The figures of a caller with each of these keys for so long."""
    callers = len(keys)
    seen = Seen()
    with _house(web_processes) as (server, worker):
        everybody = [Kantor(server.url, key, timeout_s=60.0) for key in keys]
        for kantor in everybody:
            kantor.connection.tries = 1
        ends = time.monotonic() + seconds
        acts = [_listen if not number % LISTENERS else _work for number in range(callers)]
        threads = [
            threading.Thread(target=act, args=(kantor, number, ends, seen), daemon=True)
            for number, (act, kantor) in enumerate(zip(acts, everybody, strict=True))
        ]
        for thread in threads:
            thread.start()
        threading.Event().wait(seconds * 0.9)
        memory = _memory({"web": server.process.pid, "worker": worker.pid})
        for thread in threads:
            thread.join(90)
        stuck = sum(thread.is_alive() for thread in threads)
    return {**_figures(seen, seconds), "callers": callers, "stuck": stuck, "web_processes": web_processes, "pss_mb": memory}


def _figures(seen: Seen, seconds: float) -> dict[str, Any]:
    waits = {what: sorted(found) for what, found in seen.waits.items() if what != "events"}
    answered = sum(len(found) for found in waits.values())
    return {
        "seconds": seconds,
        "answers": answered,
        "answers_per_s": round(answered / seconds, 1),
        "events_heard": seen.events,
        "faults": dict(seen.faults),
        "refused": dict(seen.refused),
        "ms": {what: {"p50": _ms(found, 50), "p95": _ms(found, 95), "number": len(found)} for what, found in sorted(waits.items())},
    }


def _ms(waits: list[float], percent: int) -> int:
    return round(1000 * (statistics.quantiles(waits, n=100)[percent - 1] if len(waits) > 1 else waits[0]))


def made_keys(office: Office, number: int) -> list[str]:
    """A person with a key for each caller, who works for the German and the Polish client."""
    at = datetime.now(UTC)
    new = NewToken(name="Load", permissions=("*",), clients=(), expires_at=at + timedelta(days=1))
    keys = []
    for place in range(number):
        hire(office, f"caller{place}", {"DE": CLERK, "PL": CLERK})
        keys.append(access.make_token(new, person_id=office.people[f"caller{place}"], at=at, by=None)[1])
    return keys


@contextmanager
def _house(web_processes: int) -> Iterator[tuple[Server, subprocess.Popen[bytes]]]:
    """A web server and a worker as processes of their own, on the database that is set up."""
    before = os.environ.get("KANTOR_WEB_PROCESSES")
    os.environ["KANTOR_WEB_PROCESSES"] = str(web_processes)
    server = start(free_port())
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    worker = subprocess.Popen([sys.executable, "-m", "kantor", "worker"], env=environment, start_new_session=True)
    try:
        yield server, worker
    finally:
        os.environ.pop("KANTOR_WEB_PROCESSES")
        if before is not None:
            os.environ["KANTOR_WEB_PROCESSES"] = before
        for process in (server.process, worker):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _work(kantor: Kantor, number: int, ends: float, seen: Seen) -> None:
    """List, hand in, and take and approve, in an order of the caller's own."""
    chance = random.Random(number)
    turn = 0
    while time.monotonic() < ends:
        turn += 1
        kind = chance.random()
        if kind < 0.5:
            path = chance.choice(LISTS)
            seen.timed("list", lambda path=path: kantor.connection.get(path))
        elif kind < 0.75:
            draft = chance.choice((GERMAN, POLISH))
            file = as_file(replace(draft, number=f"L/{number}/{turn}"))
            seen.timed("hand in", lambda file=file: kantor.hand_in(file.name, file.data))
        else:
            _decide(kantor, seen)


def _decide(kantor: Kantor, seen: Seen) -> None:
    """Take the next task, fill its accounts and say yes."""
    task = seen.timed("take next", kantor.take_next)
    document = seen.timed("look", lambda: kantor.document(task.document)) if task else None
    if document is None or document.type != "payables.supplier_invoice":
        return
    lines = {address.split(".")[1] for address in document.values if address.startswith("lines.")}
    account = ACCOUNTS["PL" if document.currency == "PLN" else "DE"]
    changed = seen.timed("change", lambda: kantor.change(document, {f"lines.{line}.account": account for line in lines}))
    if changed is not None:
        seen.timed("approve", lambda: kantor.approve(changed))


def _listen(kantor: Kantor, number: int, ends: float, seen: Seen) -> None:
    """Hear what happens until the time is over; the stream itself must not end before."""
    kantor.connection.timeout_s = max(1.0, ends - time.monotonic())

    def hear() -> None:
        for _ in kantor.events():
            with seen.lock:
                seen.events += 1
            if time.monotonic() > ends:
                return

    try:
        hear()
    except TimeoutError:
        pass  # nothing happened any more
    except (Problem, OSError, HTTPException) as error:
        with seen.lock:
            seen.faults[f"events: {error}"] += 1
    else:
        if time.monotonic() < ends:
            with seen.lock:
                seen.faults["events: the stream ended early"] += 1


def _memory(roots: dict[str, int]) -> dict[str, list[int]]:
    """Megabytes of each process of a kind, the largest first: its own pages and its share of common ones."""
    connections["default"].ensure_connection()
    postmaster = psutil.Process(connections["default"].connection.info.backend_pid).ppid()
    return {kind: _megabytes(psutil.Process(pid)) for kind, pid in {**roots, "postgres": postmaster}.items()}


def _megabytes(root: psutil.Process) -> list[int]:
    found = []
    for one in (root, *root.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):  # readers come and go
            found.append(one.memory_full_info().pss >> 20)
    return sorted(found, reverse=True)
