"""`kantor run` from an empty folder: the desk answers, an approval takes effect when its time is over, and SIGTERM ends all of it."""

import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
from tests.house.sources import ROOT
from tests.site import waiting_work as work

from kantor.site.backing_up import shelf
from kantor.site.postgres import EmbeddedServer

UNDO_S = 2
FILE = """
import json
from kantor.site.cli.start import ready
with ready():
    from datetime import UTC, datetime
    from tests.site import waiting_work as work
    from kantor.spine import access, documents
    client, supplier, numbers = {given}
    with access.acting(clients=[client], person_id=None, at=datetime.now(UTC)) as actor:
        ids = work.orders(supplier, numbers, actor)
        documents.set_state(ids, "ready", actor, undo_seconds={undo})
    print(json.dumps([ids, actor.at.isoformat()]))
"""
OFFICE = """
from kantor.site.cli.start import ready
with ready():
    from tests.journeys.office import open_office
    office = open_office()
    print(office.clients["DE"], office.suppliers["DE", "DE"])
"""
TOOK = """
SELECT extract(epoch FROM min(took_effect_at) - %s::timestamptz) FROM documents_document WHERE id = ANY(%s)
HAVING every(state = 'effective')
"""


class House:
    """`kantor run` in a data folder of its own."""

    def __init__(self, data: Path) -> None:
        self.data, self.log = data, data / "run.log"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        command = [sys.executable, "-m", "kantor", "run"]
        environment = _environment(data, self.port) | {"KANTOR_BACKUP_EVERY_HOURS": "4"}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, env=environment, stderr=log)
        assert any(self.lives() for _ in work.until()), self.log.read_text()
        founded = subprocess.run([sys.executable, "-c", OFFICE], env=_environment(data), capture_output=True, text=True, check=False)
        assert founded.returncode == 0, founded.stderr
        self.client, self.supplier = map(int, founded.stdout.split())

    def lives(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=1) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def server(self) -> psutil.Process:
        return psutil.Process(int((self.data / "postgres" / "cluster" / "postmaster.pid").read_text().split()[0]))

    def seconds_to_effect(self, *numbers: int) -> float:
        """Make orders of these numbers ready; seconds from the approval until all of them had taken effect."""
        script = FILE.format(given=f"{self.client}, {self.supplier}, {numbers}", undo=UNDO_S)
        environ = _environment(self.data)
        made = subprocess.run([sys.executable, "-c", script], env=environ, capture_output=True, text=True, check=False)
        assert made.returncode == 0, made.stderr
        ids, approved_at = json.loads(made.stdout)
        with psycopg.connect(**EmbeddedServer(self.data / "postgres").login("kantor"), autocommit=True) as superuser:
            took = (superuser.execute(TOOK, [approved_at, ids]).fetchone() for _ in work.until())
            found = next((row for row in took if row), None)
        assert found is not None, self.log.read_text()
        return float(found[0])


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    """One for all tests of this module; the last one ends it."""
    folder = Path(tempfile.mkdtemp(prefix="kantor-test-"))
    house = House(folder)
    yield house
    if house.process.poll() is None:
        for left in [*psutil.Process(house.process.pid).children(recursive=True), house.process]:
            left.kill()
        house.process.wait()
    shutil.rmtree(folder, ignore_errors=True)


def _environment(folder: Path, port: int = 0) -> dict[str, str]:
    kept = {name: value for name, value in work.environment().items() if not name.startswith("KANTOR_")}
    return kept | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "KANTOR_DATA": str(folder), **({"KANTOR_PORT": str(port)} if port else {})}


def test_what_was_approved_takes_effect_when_the_time_to_take_it_back_is_over(house: House) -> None:
    assert house.seconds_to_effect(1, 2) >= UNDO_S
    told = re.compile(r"job=take_effect client=1 count=2 seconds=\d+\.\d+ attempt=1 outcome=done")
    assert any(told.search(house.log.read_text()) for _ in work.until()), house.log.read_text()  # it is told after the commit
    assert "Traceback" not in house.log.read_text()


def test_a_backup_is_made_when_one_is_due(house: House) -> None:
    assert any(shelf.kept(house.data / "backups") for _ in work.until()), house.log.read_text()
    assert "A backup failed" not in house.log.read_text()


def test_when_the_database_is_killed_the_house_starts_it_again_and_works_on(house: House) -> None:
    killed = house.server()
    killed.kill()
    assert psutil.wait_procs([killed], timeout=work.PATIENCE_S)[1] == []
    assert any(_runs(house) for _ in work.until()), house.log.read_text()
    house.seconds_to_effect(3, 4)
    assert house.lives()


def _runs(house: House) -> bool:
    return EmbeddedServer(house.data / "postgres")._answers()


def test_sigterm_ends_all_of_it_in_good_order(house: House) -> None:
    children = psutil.Process(house.process.pid).children(recursive=True)
    house.process.send_signal(signal.SIGTERM)
    assert house.process.wait(60) == 0, house.log.read_text()
    assert psutil.wait_procs(children, timeout=work.PATIENCE_S)[1] == []
    assert not _runs(house)
