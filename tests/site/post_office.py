"""A mail server on this host for tests: speaks SMTP with smtplib, with STARTTLS, TLS or in the clear, and keeps what it accepts."""

import base64
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

USER, PASSWORD = "kantor", "p@ss/word"


@dataclass
class PostOffice:
    """certificate: PEM with its key, where it speaks TLS; refuses: the reply to every recipient instead of an acceptance."""

    certificate: Path | None = None
    at_once: bool = False
    asks_password: bool = False
    refuses: str = ""
    mails: list[EmailMessage] = field(default_factory=list)
    were_encrypted: list[bool] = field(default_factory=list)


@contextmanager
def opened(office: PostOffice) -> Iterator[int]:
    """The port at which it can be reached."""

    class Handler(Session):
        place = office

    class Server(ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    server = Server(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


class Session(StreamRequestHandler):
    """One connection (RFC 5321, 3207, 4954)."""

    place: PostOffice

    def handle(self) -> None:
        self.encrypted = self.known = False
        if self.place.at_once:
            self._encrypt()
        self._say("220 post office")
        while line := self.rfile.readline().decode().rstrip("\r\n"):
            verb, _, rest = line.partition(" ")
            if verb.upper() == "QUIT":
                self._say("221 bye")
                return
            getattr(self, f"do_{verb.lower()}", self._unknown)(rest)

    def do_ehlo(self, rest: str) -> None:
        offers = ["post office", *(["STARTTLS"] if self.place.certificate and not self.encrypted else [])]
        offers += ["AUTH PLAIN"] if self.place.asks_password else []
        for place, offer in enumerate(offers):
            self._say(f"250{'-' if place < len(offers) - 1 else ' '}{offer}")

    def do_starttls(self, rest: str) -> None:
        self._say("220 go on")
        self._encrypt()

    def do_auth(self, rest: str) -> None:
        said = base64.b64decode(rest.partition(" ")[2]).decode().split("\0")
        self.known = said[1:] == [USER, PASSWORD]
        self._say("235 welcome" if self.known else "535 no")

    def do_mail(self, rest: str) -> None:
        self._say("530 log in first" if self.place.asks_password and not self.known else "250 ok")

    def do_rcpt(self, rest: str) -> None:
        self._say(self.place.refuses or "250 ok")

    def do_rset(self, rest: str) -> None:
        self._say("250 ok")

    def do_data(self, rest: str) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b"."))
        self.place.mails.append(message_from_bytes(b"".join(lines), policy=policy.default))
        self.place.were_encrypted.append(self.encrypted)
        self._say("250 kept")

    def _unknown(self, rest: str) -> None:
        self._say("502 not known")

    def _encrypt(self) -> None:
        assert self.place.certificate
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.place.certificate)
        self.connection = context.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb")  # type: ignore[assignment]
        self.encrypted = True

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())
        self.wfile.flush()
