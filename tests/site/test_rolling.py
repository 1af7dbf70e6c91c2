"""Web processes are replaced one by one, as for an upgrade, while people keep asking: nobody gets an error."""

import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from tests.site.own_house import OwnHouse
from tests.site.waiting_work import PATIENCE_S, until


class Asking(threading.Thread):
    """Somebody who asks again and again; answers: the statuses, or the error."""

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True)
        self.address, self.answers, self.enough = address, list[object](), threading.Event()

    def run(self) -> None:
        while not self.enough.wait(0.02):
            try:
                with urllib.request.urlopen(self.address, timeout=30) as answer:
                    self.answers.append(answer.status)
            except OSError as error:
                self.answers.append(repr(error))


@pytest.fixture
def web() -> Iterator[tuple[psutil.Process, str]]:
    """`kantor web` with two processes."""
    folder = Path(tempfile.mkdtemp(prefix="kantor-test-"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    house = OwnHouse(folder / "house", port=port, web_processes="2")
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(house.command("web"), env=house.environment(), stderr=log)
    address = f"http://127.0.0.1:{port}/ready"
    assert any(_answers(address) for _ in until()), (folder / "log").read_text()
    yield psutil.Process(process.pid), address
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE_S) == 0, (folder / "log").read_text()
    shutil.rmtree(folder)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _serving(parent: psutil.Process) -> set[int]:
    found = set()
    for child in parent.children():
        with suppress(psutil.Error):  # one that has just ended
            if "spawn_main" in " ".join(child.cmdline()):
                found.add(child.pid)
    return found


def test_both_processes_are_replaced_and_everybody_is_answered(web: tuple[psutil.Process, str]) -> None:
    parent, address = web
    before = _serving(parent)
    assert len(before) == 2
    people = [Asking(address) for _ in range(2)]
    for one in people:
        one.start()
    parent.send_signal(signal.SIGHUP)
    assert any(len(now := _serving(parent)) == 2 and not now & before for _ in until()), "they were not replaced"
    for one in people:
        one.enough.set()
        one.join()
    answers = [answer for one in people for answer in one.answers]
    assert len(answers) > 20
    assert set(answers) == {200}
