"""Letters that leave over SMTP: under a Message-ID that stays the same when one is sent twice, with the server's answer as proof."""

import hashlib
import smtplib
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr, parseaddr
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from kantor.engines.correspondence import own_message_id, with_token

PATIENCE_S = 20
PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
MOST_TOLD = 300
TAKEN = 250


class Uncertain(OSError):
    """The connection ended after the mail was given and before the server said whether it has it."""


class Relay(NamedTuple):
    """Who takes mail from this house. url: smtp:// (STARTTLS), smtps:// (TLS) or smtp+plain:// (in the clear), with user and password."""

    url: str
    sender: str


class Words(NamedTuple):
    """What a mail says, and the files that go with it: (name, media type, bytes)."""

    subject: str
    body: str
    files: Sequence[tuple[str, str, bytes]]


def letter_mail(content: Mapping[str, Any], words: Words, *, key: str, client_id: int, sender: str, at: datetime) -> EmailMessage:
    """The mail that brings a letter of the outbox (the fields of words.Letter), or an invoice: its words and its files."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = sender, formataddr((content["recipient"], content["email"]))
    mail["Subject"] = with_token(words.subject, content["token"]) if content.get("token") else words.subject
    mail["Date"], mail["Message-ID"] = format_datetime(at), own_message_id(client_id, key, sender)
    if cited := content.get("in_reply_to"):
        mail["In-Reply-To"] = mail["References"] = f"<{cited}>"
    mail.set_content(words.body.strip() + "\n")
    for name, media_type, data in words.files:
        main, _, kind = media_type.partition("/")
        mail.add_attachment(data, maintype=main, subtype=kind, filename=name)
    return mail


def give(mail: EmailMessage, relay: Relay) -> dict[str, str]:
    """Give the mail to the relay; the proof that it has it. smtplib.SMTPException or OSError where it has not, Uncertain where nobody
    knows."""
    data, to, sender = mail.as_bytes(), parseaddr(str(mail["To"]))[1], parseaddr(str(mail["From"]))[1]
    with connected(relay) as server:
        server.ehlo_or_helo_if_needed()
        _taken(server.mail(sender))
        _taken(server.rcpt(to))
        code, said = _taken(_handed_over(server, data))
    answer = f"{code} {said.decode('utf-8', 'replace')}"[:MOST_TOLD]
    return {
        "answer": answer,
        "host": urlsplit(relay.url).hostname or "",
        "to": to,
        "message_id": str(mail["Message-ID"]),
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def _taken(answer: tuple[int, bytes]) -> tuple[int, bytes]:
    if answer[0] not in (TAKEN, 251):  # 251: it will be forwarded (RFC 5321, 4.2.3)
        raise smtplib.SMTPResponseException(*answer)
    return answer


def _handed_over(server: smtplib.SMTP, data: bytes) -> tuple[int, bytes]:
    """The answer to the mail itself; Uncertain where none came: the server may have it (RFC 5321, 4.5.3.2.6)."""
    try:
        return server.data(data)
    except smtplib.SMTPResponseException:
        raise
    except (smtplib.SMTPServerDisconnected, OSError) as error:
        raise Uncertain(f"{type(error).__name__}: {error}") from error


@contextmanager
def connected(relay: Relay) -> Iterator[smtplib.SMTP]:
    """A connection to the relay: encrypted, unless it stands on this host and the settings say so."""
    parts = urlsplit(relay.url)
    host, port = parts.hostname or "localhost", parts.port or PORTS[parts.scheme]
    secure = ssl.create_default_context()
    with (
        smtplib.SMTP_SSL(host, port, timeout=PATIENCE_S, context=secure)
        if parts.scheme == "smtps"
        else smtplib.SMTP(host, port, timeout=PATIENCE_S)
    ) as server:
        if parts.scheme == "smtp":
            server.starttls(context=secure)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        yield server
