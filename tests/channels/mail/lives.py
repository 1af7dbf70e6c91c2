"""A worker that is killed: one process starts the house once, forks a worker of it for each life, and ends that by SIGKILL when told to.

`python -m tests.channels.mail.lives 7` is the process for client 7. It reads lines [the worker's clock, seconds until it is killed or
null] and answers each with a line [exit code, seconds it lived].
"""

import json
import os
import signal
import subprocess
import sys
import time
import traceback
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

ROAD = ("fetch", "carry", "resume", "take_effect", "send")
LOOKS_EVERY_S = 0.002


class Life(NamedTuple):
    """How a worker ended, and after how long."""

    code: int
    seconds: float

    @property
    def was_killed(self) -> bool:
        return self.code == -signal.SIGKILL


class Lives:
    """The process, from `with` to its end. log: what its workers say; settings: of the house, beside those of the tests."""

    def __init__(self, client_id: int, log: Path, **settings: str) -> None:
        self.command = [sys.executable, "-m", "tests.channels.mail.lives", str(client_id)]
        self.log, self.settings = log, settings

    def __enter__(self) -> Self:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, env=os.environ | self.settings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True
            )
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.process.communicate()

    def live(self, at: datetime, seconds: float | None = None) -> Life:
        """One life of a worker whose clock begins at a moment; it is killed after so many seconds, or works to the end."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{json.dumps([at.isoformat(), seconds])}\n")
        self.process.stdin.flush()
        return Life(*json.loads(self.process.stdout.readline()))


def _attend(client_id: int, at: datetime, seconds: float | None) -> Life:
    began = time.monotonic()
    if not (pid := os.fork()):
        os._exit(_work(client_id, at))
    while not (ended := os.waitpid(pid, os.WNOHANG))[0]:
        if seconds is not None and time.monotonic() - began >= seconds:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)  # nobody else can have its number, because it was not waited for yet
            ended = os.waitpid(pid, 0)
            break
        time.sleep(LOOKS_EVERY_S)
    return Life(os.waitstatus_to_exitcode(ended[1]), time.monotonic() - began)


def _work(client_id: int, at: datetime) -> int:
    """What a worker does for the client: all of it, twice, since what is ready takes effect a while after it came."""
    from kantor.site.working import dispatching, steps

    began = time.monotonic()
    steps.now = lambda: at + timedelta(seconds=time.monotonic() - began)
    try:
        dispatching.make_folders()
        for _ in range(2):
            for step in ROAD:
                steps.STEPS[step](client_id, lambda: True)
    except Exception:
        traceback.print_exc()
        return 1
    return 0


def main() -> None:
    from kantor.site.cli.start import set_up_django

    set_up_django()
    from kantor.channels.folder import inbox

    inbox.QUIET_S = 0  # files come into sight whole
    for line in sys.stdin:
        at, seconds = json.loads(line)
        print(json.dumps(_attend(int(sys.argv[1]), datetime.fromisoformat(at), seconds)), flush=True)


if __name__ == "__main__":
    main()
