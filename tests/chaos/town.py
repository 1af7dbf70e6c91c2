"""The processes of the town: the house's own, those who send to it and the bank; whoever dies is started again, as an operator would."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from types import MappingProxyType

from tests.chaos.house import PASSWORD
from tests.chaos.place import Place
from tests.chaos.start import BUG, CLOCK

from kantor.site.postgres import EmbeddedServer

ROOT = Path(__file__).resolve().parents[2]
RESTART_AFTER_S = 1.0


class Kept:
    """A process that is started again whenever it ends, until it is let go."""

    def __init__(self, name: str, words: Sequence[str], town: "Town") -> None:
        self.name, self.words, self.town = name, words, town
        self.clock = town.place.notes / f"{name}.clock"
        self.process: subprocess.Popen[bytes] | None = None
        self.starts = 0
        self.start()

    def start(self) -> None:
        environ = self.town.environ() | {CLOCK: str(self.clock)}
        with (self.town.place.notes / f"{self.name}.log").open("ab") as log:
            command = [sys.executable, "-m", "tests.chaos.start", *self.words]
            self.process = subprocess.Popen(command, env=environ, stdout=log, stderr=log, cwd=ROOT, start_new_session=True)
        self.starts += 1

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def signal(self, number: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def is_up(self) -> bool:
        return self.process is not None and self.process.poll() is None


class Town:
    """All processes on one place. more: what their environment holds besides; key: with which a program hands in by the API."""

    def __init__(self, place: Place, seed: int, *, bug: str = "", more: Mapping[str, str] = MappingProxyType({})) -> None:
        self.place, self.seed, self.bug, self.more, self.key = place, seed, bug, more, ""
        self.server = EmbeddedServer(place.data / "postgres")
        self.kept: dict[str, Kept] = {}
        self._ending = threading.Event()
        self._keeper = threading.Thread(target=self._keep, daemon=True)
        self.port, self.bank_port = _free_ports(2)

    def environ(self) -> dict[str, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith("KANTOR_")}
        alone = {"KANTOR_PORT": str(self.port), "KANTOR_SECOND_FACTOR_FOR": "nobody", "PYTHONUNBUFFERED": "1"}
        paths = {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "KANTOR_DATA": str(self.place.data), "CHAOS_NOTES": str(self.place.notes)}
        return own | paths | self.more | alone | {"KANTOR_WEBHOOKS_TO_PRIVATE": "yes", BUG: self.bug}

    def subscribe(self) -> None:
        """The bank is told of everything that takes effect from now on."""
        self.run("subscribe", f"http://127.0.0.1:{self.bank_port}/told")

    def open(self, names: Sequence[str]) -> None:
        """Start these and keep them up."""
        port, seed = str(self.port), str(self.seed)
        words = {
            "web": ["web"],
            "worker_1": ["worker"],
            "worker_2": ["worker"],
            "folder": ["folder", seed],
            "upload": ["upload", seed, port, "carla@office.example", PASSWORD],
            "api": ["api", seed, port, self.key],
            "editors": ["editors", seed, port, PASSWORD],
            "office": ["office", seed],
            "bank": ["bank", str(self.bank_port)],
        }
        for name in names:
            self.kept[name] = Kept(name, words[name], self)
        self._keeper.start()

    def _keep(self) -> None:
        died: dict[str, float] = {}
        while not self._ending.wait(0.1):
            for name, kept in list(self.kept.items()):
                if kept.is_up():
                    died.pop(name, None)
                elif time.monotonic() - died.setdefault(name, time.monotonic()) > RESTART_AFTER_S:
                    del died[name]
                    kept.start()

    def let_go(self, names: Sequence[str], *, number: int = signal.SIGTERM) -> None:
        """End these, the polite ones by themselves."""
        leaving = [self.kept.pop(name) for name in names if name in self.kept]
        for kept in leaving:
            kept.signal(signal.SIGCONT)
            kept.signal(number)
        for kept in leaving:
            assert kept.process is not None
            try:
                kept.process.wait(15)
            except subprocess.TimeoutExpired:
                kept.process.kill()
                kept.process.wait()

    def close(self) -> None:
        self._ending.set()
        self.let_go(list(self.kept), number=signal.SIGKILL)

    def run(self, *words: str, clock_s: int = 0) -> str:
        """One of the other processes, to its end; it has no bug. Answers what it printed."""
        clock = self.place.notes / "once.clock"
        clock.write_text(str(clock_s))
        command = [sys.executable, "-m", "tests.chaos.start", *words]
        done = subprocess.run(
            command, env=self.environ() | {CLOCK: str(clock), BUG: ""}, cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{words}: {done.stderr[-3000:]}")
        return done.stdout


def _free_ports(count: int) -> list[int]:
    with ExitStack() as open_ones:
        probes = [open_ones.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [int(probe.getsockname()[1]) for probe in probes]
