"""A mailbox over IMAP (RFC 3501): what is new in it, whole messages, moved or flagged when they were taken in, and listening (RFC 2177)."""

import imaplib
import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

PATIENCE_S = 20
LOCAL = ("localhost", "127.0.0.1", "::1")
_SIZE = re.compile(rb"UID (\d+)\b.*?RFC822\.SIZE (\d+)|RFC822\.SIZE (\d+)\b.*?UID (\d+)")
_HELD, _LEFT = re.compile(rb"\* (\d+) EXISTS"), re.compile(rb"\* \d+ EXPUNGE")
imaplib._MAXLINE = 10_000_000  # type: ignore[attr-defined]  # a mailbox of a million messages answers a search in one line


class Place(NamedTuple):
    """Where a mailbox is. security: tls, starttls or plain; ca_file: '' for the authorities that this machine trusts."""

    host: str
    port: int
    security: str
    login: str
    folder: str
    ca_file: str = ""


class Unusable(OSError):
    """The mailbox cannot be used as it is; the message says what its server said."""


class Box:
    """An open mailbox. validity: as long as it stays, a uid means the same message; held: how many messages lie in it, as last told."""

    def __init__(self, connection: imaplib.IMAP4, validity: int, held: int) -> None:
        self.connection = connection
        self.validity = validity
        self.held = held
        self.able = {word.upper() for word in _said(connection.capability())[0].decode("ascii", "replace").split()}

    def after(self, uid: int, most: int) -> list[tuple[int, int]]:
        """(uid, size in bytes) of the messages that came after one, the oldest first."""
        found = _said(self.connection.uid("SEARCH", f"UID {uid + 1}:*"))
        uids = sorted({int(one) for line in found for one in (line or b"").split() if int(one) > uid})[:most]  # `*` is the last one, always
        if not uids:
            return []
        lines = _said(self.connection.uid("FETCH", _listed(uids), "(UID RFC822.SIZE)"))
        sizes = {}
        for line in lines:
            if match := _SIZE.search(line if isinstance(line, bytes) else b""):
                sizes[int(match[1] or match[4])] = int(match[2] or match[3])
        return [(one, sizes[one]) for one in uids if one in sizes]  # what went meanwhile is not there any more

    def message(self, uid: int) -> bytes | None:
        """The bytes of a message, which stays unread; None where it is gone."""
        parts = _said(self.connection.uid("FETCH", str(uid), "(BODY.PEEK[])"))
        return next((bytes(part[1]) for part in parts if isinstance(part, tuple)), None)

    def put_away(self, uids: Sequence[int], folder: str) -> None:
        """Move messages to a folder, made where it is missing; flag them as seen where there is none."""
        self.connection.uid("STORE", _listed(uids), "+FLAGS.SILENT", r"(\Seen)")
        if not folder:
            return
        self.connection.create(_quoted(folder))
        if "MOVE" in self.able:
            _said(self.connection.uid("MOVE", _listed(uids), _quoted(folder)))
            return
        _said(self.connection.uid("COPY", _listed(uids), _quoted(folder)))
        self.connection.uid("STORE", _listed(uids), "+FLAGS.SILENT", r"(\Deleted)")
        if "UIDPLUS" in self.able:  # without it others' deleted messages would go as well: ours stay, marked
            self.connection.uid("EXPUNGE", _listed(uids))

    def flag(self, uid: int) -> None:
        """Mark a message that is not taken in, for whoever looks into the mailbox."""
        self.connection.uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Flagged)")

    def listen(self, seconds: float) -> bool:
        """Wait for a new message; True where one came, also before the server began to listen or while it ended. Raises Unusable where
        the server cannot tell."""
        if "IDLE" not in self.able:
            raise Unusable("the server does not know IDLE")
        connection, has_news = self.connection, self._has_come()
        tag = connection._new_tag()
        connection.send(tag + b" IDLE\r\n")
        while not (line := connection.readline()).startswith(b"+"):
            if not line.startswith(b"*"):
                raise Unusable("the server does not take IDLE")
            has_news |= self._is_new(line)
        has_news = has_news or self._is_new(self._line_within(seconds))
        connection.send(b"DONE\r\n")
        while (line := connection.readline()) and not line.startswith(tag):
            has_news |= self._is_new(line)
        return has_news

    def _has_come(self) -> bool:
        """Whether a message came since one listened: some servers keep that to themselves until they are asked."""
        self.connection.noop()
        told = [(name, number) for name in ("EXPUNGE", "EXISTS") for number in self.connection.response(name)[1] if number]
        return sum(self._is_new(b"* %s %s" % (number, name.encode())) for name, number in told) > 0

    def _line_within(self, seconds: float) -> bytes:
        """The next line, b'' where none comes in time."""
        sock: Any = self.connection.sock
        file: Any = self.connection.file
        sock.settimeout(seconds)
        try:
            return self.connection.readline()
        except TimeoutError:
            # Who reads a socket as a file is refused every line after this one, though nothing was lost: the connection goes on.
            file.raw._timeout_occurred = False
            return b""
        finally:
            sock.settimeout(PATIENCE_S)

    def _is_new(self, line: bytes) -> bool:
        """Whether a line tells of more messages than before: those that leave are no news, nor those that stay (RFC 3501, 7.3.1, 7.4.1)."""
        if _LEFT.match(line):
            self.held -= 1
        if not (told := _HELD.match(line)):
            return False
        before, self.held = self.held, int(told[1])
        return self.held > before


@contextmanager
def opened(place: Place, password: str, *, reads_only: bool = False) -> Iterator[Box]:
    """A mailbox, logged in. Raises Unusable with what the server said, OSError where it is away."""
    context = ssl.create_default_context(cafile=place.ca_file or None)
    if place.security == "plain" and place.host not in LOCAL:
        raise Unusable("a mailbox on another host is not asked in the clear; use tls or starttls")
    try:
        if place.security == "tls":
            connection: imaplib.IMAP4 = imaplib.IMAP4_SSL(place.host, place.port, ssl_context=context, timeout=PATIENCE_S)
        else:
            connection = imaplib.IMAP4(place.host, place.port, timeout=PATIENCE_S)
        try:
            if place.security == "starttls":
                connection.starttls(context)
            connection.login(place.login, password)
            held = _said(connection.select(_quoted(place.folder), readonly=reads_only))
            validity = connection.response("UIDVALIDITY")[1]
            yield Box(connection, int(validity[0]) if validity and validity[0] else 0, int(held[0] or 0))
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                connection.logout()
    except ssl.SSLCertVerificationError as error:
        raise Unusable(
            f"the certificate of {place.host} is not trusted ({error.verify_message}); name its authority by --ca-file"
        ) from error
    except imaplib.IMAP4.error as error:
        raise Unusable(" ".join(str(error).split())[:300]) from error


def _said(answer: tuple[str, list[Any]]) -> list[Any]:
    kind, data = answer
    if kind != "OK":
        raise Unusable(f"{kind}: {(data[0] or b'').decode('utf-8', 'replace')[:300]}")
    return data


def _listed(uids: Sequence[int]) -> str:
    return ",".join(map(str, uids))


def _quoted(folder: str) -> str:
    escaped = folder.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
