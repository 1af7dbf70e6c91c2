"""A real IMAP server on this host (pymap, in memory), in a process of its own, with STARTTLS by a certificate of its own."""

import imaplib
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LOGIN, PASSWORD = "post@buero.example", 'not: easily "guessed"'


@dataclass
class Server:
    """port: where it listens; certificate: what it is trusted by."""

    port: int
    certificate: Path

    @contextmanager
    def logged_in(self) -> Iterator[imaplib.IMAP4]:
        box = imaplib.IMAP4("127.0.0.1", self.port, timeout=10)
        box.starttls(ssl.create_default_context(cafile=str(self.certificate)))
        box.login(LOGIN, PASSWORD)
        try:
            yield box
        finally:
            box.logout()

    def deliver(self, *messages: bytes) -> None:
        """Put messages into the inbox, as a mail server would."""
        with self.logged_in() as box:
            for message in messages:
                kind, told = box.append("INBOX", "", "", message.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
                assert kind == "OK", told

    def lying_in(self, folder: str) -> int:
        with self.logged_in() as box:
            kind, told = box.select(f'"{folder}"', readonly=True)
            return int(told[0] or 0) if kind == "OK" else 0

    def empty(self) -> None:
        """Take everything away."""
        with self.logged_in() as box:
            for folder in ("INBOX", '"Taken in"'):
                if box.select(folder)[0] == "OK":
                    box.uid("STORE", "1:*", "+FLAGS.SILENT", r"(\Deleted)")
                    box.expunge()

    def flags(self) -> list[str]:
        with self.logged_in() as box:
            box.select("INBOX", readonly=True)
            _, told = box.uid("FETCH", "1:*", "(FLAGS)")
            return [line.decode() for line in told if isinstance(line, bytes)]


@contextmanager
def running(certificate: Path) -> Iterator[Server]:
    """Up, with an empty inbox, until the end of the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = [
        "-c",
        "from pymap.main import main; main()",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--cert",
        str(certificate),
        "--key",
        str(certificate),
    ]
    account = ["dict", "--demo-data", "--demo-user", LOGIN, "--demo-password", PASSWORD]
    process = subprocess.Popen([sys.executable, *program, *account], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    server = Server(port, certificate)
    try:
        _emptied(server)
        yield server
    finally:
        process.terminate()
        process.wait(10)


def _emptied(server: Server) -> None:
    """Wait until it answers, and take away what it shows newcomers."""
    for _ in range(100):
        try:
            server.empty()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the IMAP server does not answer")
