"""Takes mail messages apart: headers in plain text, the text of the message, and its attachments.

Mail is broken in every way there is. Nothing here raises over a malformed header, charset or encoding; what cannot be decoded stays as
it came.
"""

import email.policy
from collections.abc import Iterator
from datetime import datetime
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from email.utils import collapse_rfc2231_value
from itertools import islice
from typing import NamedTuple

from kantor.engines.reading import card
from kantor.engines.reading.headers import addresses, header, readable, sent_at, spell_out_raw_bytes
from kantor.engines.reading.parts import plain_name
from kantor.engines.reading.refusal import Refused

_BODIES = {"text/plain": "message.txt", "text/html": "message.html"}
_MEDIA_TYPES = {name: media_type for media_type, name in _BODIES.items()}


class Enclosure(NamedTuple):
    """A leaf of a message: its name, its bytes (the text of the message itself as UTF-8), and whether it is that text."""

    name: str
    data: bytes
    is_body: bool


class Mail(NamedTuple):
    """A message. sent_at is None where the date is missing or unreadable; addresses are lower case, without names; card: see `card`."""

    subject: str
    sender: str
    recipients: list[str]
    message_id: str
    sent_at: datetime | None
    enclosures: list[Enclosure]
    card: bytes


def open_mail(data: bytes, *, most: int = 500) -> Mail:
    """The message in `data`. Raises Refused: `mail_too_deep` where its parts are nested beyond reason, `too_many_parts` above `most`."""
    try:
        message = BytesParser(policy=email.policy.compat32).parsebytes(data)
        for part in message.walk():
            spell_out_raw_bytes(part)
        enclosures = list(islice(_enclosures(message), most + 1))
    except RecursionError:
        raise Refused("mail_too_deep") from None
    if len(enclosures) > most:
        raise Refused("too_many_parts", limit=str(most))
    texts = [(_MEDIA_TYPES[one.name], one.data.decode()) for one in enclosures if one.is_body]
    senders = addresses(message, "from") or addresses(message, "sender")
    return Mail(
        subject=header(message, "subject"),
        sender=senders[0] if senders else "",
        recipients=addresses(message, "to") + addresses(message, "cc"),
        message_id=header(message, "message-id"),
        sent_at=sent_at(message),
        enclosures=enclosures,
        card=card.write(message, texts, [one.name for one in enclosures if not one.is_body]),
    )


def _enclosures(message: Message) -> Iterator[Enclosure]:
    kind = message.get_content_type()
    if kind == "message/rfc822" and message.is_multipart():
        inner = message.get_payload(0)
        assert isinstance(inner, Message)
        subject = header(inner, "subject")
        yield Enclosure(_name(message) or plain_name(f"{subject}.eml" if subject else "", "message.eml"), _bytes_of(inner), False)
    elif message.is_multipart():
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _enclosures(part)
    else:
        name = _name(message)
        content = _decoded(message)
        if not name and kind in _BODIES and message.get_content_disposition() != "attachment":
            if content.strip():
                yield Enclosure(_BODIES[kind], _as_utf8(content, message), True)
        elif content:
            yield Enclosure(name or f"attachment.{message.get_content_subtype()[:10]}", content, False)


def _decoded(message: Message) -> bytes:
    content = message.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _bytes_of(message: Message) -> bytes:
    """The message as a file; headers that Python can parse but not write again are brought into one line each first."""
    for _ in range(2):
        try:
            return message.as_bytes()
        except (MessageError, ValueError, LookupError, TypeError, AttributeError):
            for part in message.walk():
                _straighten(part)
    head = "".join(f"{name}: {value}\n" for name, value in message.items())
    return head.encode("utf-8", "replace") + b"\n" + _decoded(message)


def _straighten(message: Message) -> None:
    written = [(name, " ".join(str(value).split())) for name, value in message.items()]
    for name, _ in written:
        del message[name]
    for name, value in written:
        message[name] = value


def _as_utf8(content: bytes, message: Message) -> bytes:
    for charset in (_charset(message), "utf-8", "cp1252"):
        try:
            return content.decode(charset).encode()
        except (LookupError, UnicodeError, ValueError):
            continue
    return content.decode("latin-1").encode()


def _charset(message: Message) -> str:
    try:
        return str(message.get_content_charset() or "utf-8")
    except (ValueError, LookupError, TypeError):
        return "utf-8"


def _name(message: Message) -> str:
    """The file name an enclosure was sent with, '' where it has none."""
    for field, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        try:
            stated = message.get_param(parameter, None, field)
            written = collapse_rfc2231_value(stated) if stated is not None else ""
        except (ValueError, LookupError, TypeError, IndexError):
            continue
        if written:
            return plain_name(readable(written), "attachment")
    return plain_name(header(message, "content-location"), "")
