"""`kantor run` from an empty folder: the desk answers, an approval takes effect when its time is over, and SIGTERM ends all of it."""

import json
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
from tests.house.sources import ROOT
from tests.site import waiting_work as work

from kantor.site.postgres import EmbeddedServer

APPROVED = """
import json
from kantor.site.cli.start import ready
with ready():
    from datetime import UTC, datetime
    from tests.journeys.office import open_office
    from tests.site import waiting_work as work
    from kantor.spine import access, documents
    office = open_office()
    ids = work.ready_orders(office, "DE", 2)
    with access.acting(clients=[office.clients["DE"]], person_id=None, at=datetime.now(UTC)) as actor:
        documents.set_state(ids, "ready", actor, undo_seconds=2)
    print(json.dumps([ids, actor.at.isoformat()]))
"""
TOOK = """
SELECT extract(epoch FROM min(took_effect_at) - %s::timestamptz) FROM documents_document WHERE id = ANY(%s)
HAVING every(state = 'effective')
"""


@pytest.fixture
def house(server_folder: Path) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """The running program and its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = _environment(server_folder, port)
    process = subprocess.Popen([sys.executable, "-m", "kantor", "run"], env=environ, stderr=(server_folder / "run.log").open("wb"))
    yield process, port
    for left in [*psutil.Process(process.pid).children(recursive=True), process] if process.poll() is None else []:
        left.kill()
    process.wait()


def _environment(folder: Path, port: int = 0) -> dict[str, str]:
    kept = {name: value for name, value in work.environment().items() if not name.startswith("KANTOR_")}
    return kept | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "KANTOR_DATA": str(folder), **({"KANTOR_PORT": str(port)} if port else {})}


def _lives(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=1) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def test_what_was_approved_takes_effect_and_all_ends_in_good_order(
    house: tuple["subprocess.Popen[bytes]", int], server_folder: Path
) -> None:
    process, port = house
    log = server_folder / "run.log"
    assert any(_lives(port) for _ in work.until(60)), log.read_text()
    made = subprocess.run([sys.executable, "-c", APPROVED], env=_environment(server_folder), capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    ids, approved_at = json.loads(made.stdout)
    server = EmbeddedServer(server_folder / "postgres")
    with psycopg.connect(**server.login("kantor"), autocommit=True) as superuser:
        took_s = next((row[0] for _ in work.until(15) if (row := superuser.execute(TOOK, [approved_at, ids]).fetchone())), None)
    assert took_s is not None, log.read_text()
    assert 2 <= took_s < 10
    children = psutil.Process(process.pid).children(recursive=True)
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0, log.read_text()
    assert time.monotonic() - began < 10
    assert psutil.wait_procs(children, timeout=5)[1] == []
    assert not server._answers()
    told = log.read_text()
    assert re.search(r"job=take_effect client=1 count=2 seconds=\d+\.\d+ attempt=1 outcome=done", told), told
    assert "Traceback" not in told
