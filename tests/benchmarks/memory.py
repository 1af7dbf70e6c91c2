"""What memory each process of the house takes after so many documents: web server, worker, readers of files and database backends.

Real processes; documents come through the watched folder and the API, and a program keeps looking at them. Unit: megabytes that a process
has for itself (USS), without what it shares with others, such as the buffers of the database.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
import psycopg
from django.db import connection
from tests.benchmarks import road

from kantor.client import Kantor, Problem, Unreachable
from kantor.site import config
from kantor.site.database import embedded
from kantor.spine import access

BY_API = 50
LOOKS = 200
PATIENCE_S = 600
BACKENDS = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND usename = 'kantor_app'"


def run(*, rounds: int = 8, invoices: int = 500) -> dict[str, Any]:
    """A row a round: documents so far, and the megabytes of each process; growth: of the second half, for 1,000 documents."""
    client_id = road.prepared()
    port, token = _free_port(), _token()
    rows = []
    with _process("web", port) as web, _process("worker", port) as worker:
        kantor = Kantor(f"http://127.0.0.1:{port}", token)
        _until(lambda: bool(kantor.clients()))
        for number in range(rounds):
            _hand_in(kantor, client_id, number * invoices, invoices)
            rows.append({"documents": (number + 1) * invoices, **_memory(web, worker)})
    half = rows[len(rows) // 2 :]
    more = (half[-1]["documents"] - half[0]["documents"]) / 1000
    growth = {name: round((half[-1][name] - half[0][name]) / more, 1) for name in half[0] if name != "documents"} if more else {}
    return {"memory": rows, "memory_growth": growth}


def _hand_in(kantor: Kantor, client_id: int, first: int, count: int) -> None:
    """Most of them into the folder, some by the API; then a program looks at them while the worker works."""
    wanted = _effective(client_id) + count
    files = [*road._files(first, count)]
    with access.acting(clients=[client_id], person_id=None, at=road.AT):
        place = config.load().data / "inbox" / access.client(client_id).code
    place.mkdir(parents=True, exist_ok=True)
    for file in files[BY_API:]:
        (place / file.name).write_bytes(file.data)
    for file in files[:BY_API]:
        kantor.hand_in(file.name, file.data, client=client_id)
    for _ in range(LOOKS // 2):
        page = kantor.connection.get("/documents").json()["rows"]
        kantor.document(page[0]["id"])
    _until(lambda: _effective(client_id) >= wanted)


def _effective(client_id: int) -> int:
    with access.acting(clients=[client_id], person_id=None, at=road.AT), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM documents_document WHERE state = 'effective' AND type = 'payables.supplier_invoice'")
        return int(cursor.fetchone()[0])


def _memory(web: psutil.Process, worker: psutil.Process) -> dict[str, float]:
    with psycopg.connect(**embedded(config.load()).login("kantor"), autocommit=True) as superuser:
        backends = [_mb(psutil.Process(pid)) for (pid,) in superuser.execute(BACKENDS).fetchall() if psutil.pid_exists(pid)]
    return {
        "web": _mb(web),
        "web_reader": _mb(*_readers(web)),
        "worker": _mb(worker),
        "worker_reader": _mb(*_readers(worker)),
        "backends": round(sum(backends), 1),
        "largest_backend": max(backends, default=0.0),
    }


def _readers(process: psutil.Process) -> list[psutil.Process]:
    """The nurseries of a process; what they fork for a file is gone with it."""
    return [child for child in process.children(recursive=True) if "nursery.py" in " ".join(child.cmdline())]


def _mb(*processes: psutil.Process) -> float:
    return round(sum(process.memory_full_info().uss for process in processes) / (1 << 20), 1)


@contextmanager
def _process(name: str, port: int) -> Iterator[psutil.Process]:
    """`kantor web` or `kantor worker`; its log lies in the data folder."""
    with (Path(os.environ["KANTOR_DATA"]) / f"{name}.log").open("wb") as log:
        environment = os.environ | {"KANTOR_PORT": str(port), "KANTOR_API_REQUESTS_PER_MINUTE": "1000000"}
        process = subprocess.Popen([sys.executable, "-m", "kantor", name], env=environment, stderr=log)
    try:
        yield psutil.Process(process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _token() -> str:
    person = access.person_by_email(road.CLERK)
    assert person is not None
    now = datetime.now(UTC)
    new = access.NewToken(name="memory", permissions=(access.EVERYTHING,), clients=(), expires_at=now + timedelta(days=1))
    return access.make_token(new, person_id=person.id, at=now, by=None)[1]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _until(true: Any) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            if true():
                return
        except (Problem, Unreachable):  # it is not there yet
            pass
        time.sleep(0.2)
    raise TimeoutError("the processes did not do their work; their logs lie in the data folder")
