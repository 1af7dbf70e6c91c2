"""A web server as a process of its own, on the database of the tests, that can be killed; and a program outside that receives webhooks."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.request import urlopen

from tests.house.sources import ROOT

PATIENCE_S = 30


@dataclass(slots=True)
class Server:
    """process: to be killed; url: where it serves."""

    process: subprocess.Popen[bytes]
    url: str

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def start(port: int, **more: str) -> Server:
    """A server that answers already; more: of its environment."""
    environment = {**os.environ, "KANTOR_PORT": str(port), "PYTHONPATH": str(ROOT / "src"), **more}
    process = subprocess.Popen([sys.executable, "-m", "kantor", "web"], env=environment, start_new_session=True)
    url = f"http://127.0.0.1:{port}"
    wait_for(lambda: process.poll() is not None or _answers(url))
    assert process.poll() is None
    return Server(process, url)


@contextmanager
def serving() -> Iterator[Server]:
    server = start(free_port())
    try:
        yield server
    finally:
        server.kill()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(condition: Callable[[], Any]) -> None:
    """Until something holds; fails when patience ends."""
    until = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)


def _answers(url: str) -> bool:
    try:
        with urlopen(f"{url}/health", timeout=1) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@dataclass(slots=True)
class Receiver:
    """What a program outside was sent: (headers, body); statuses: what it answers, the last one again and again; together: how many must
    be there at once before any of them is answered."""

    url: str = ""
    statuses: list[int] = field(default_factory=lambda: [200])
    got: list[tuple[dict[str, str], str]] = field(default_factory=list)
    together: threading.Barrier | None = None


@contextmanager
def receiving() -> Iterator[Receiver]:
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            receiver.got.append(({name.lower(): text for name, text in self.headers.items()}, body))
            if receiver.together is not None:
                with suppress(threading.BrokenBarrierError):
                    receiver.together.wait(PATIENCE_S)
            status = receiver.statuses.pop(0) if len(receiver.statuses) > 1 else receiver.statuses[0]
            self.send_response(status)
            self.send_header("Location", "http://169.254.169.254/")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.url = f"http://127.0.0.1:{server.server_port}/in"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
