"""Reads the headers of a mail, broken as they may be: in plain text, addresses apart, the date where it can be told."""

from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime


def spell_out_raw_bytes(message: Message) -> None:
    """Headers should be ASCII; where a sender wrote other bytes into them, they are read as UTF-8 or else as Western European."""
    for name, value in list(message.raw_items()):
        written = value if isinstance(value, str) else ""
        if any("\udc80" <= letter <= "\udcff" for letter in written):
            raw = written.encode("utf-8", "surrogateescape")
            try:
                text = raw.decode()
            except UnicodeDecodeError:
                text = raw.decode("cp1252", "replace")
            message.replace_header(name, text)


def header(message: Message, name: str) -> str:
    """A header with its encoded words decoded, in one line."""
    value = message.get(name)
    return " ".join(readable(str(value)).split()) if value is not None else ""


def readable(written: str) -> str:
    try:
        pieces = decode_header(written)
    except (HeaderParseError, ValueError, LookupError):
        return written
    text = []
    for piece, charset in pieces:
        if isinstance(piece, str):
            text.append(piece)
            continue
        try:
            text.append(piece.decode(charset or "ascii"))
        except (LookupError, UnicodeError, ValueError):
            text.append(piece.decode("utf-8", "replace"))
    return "".join(text).encode("utf-8", "replace").decode("utf-8") or written


def addresses(message: Message, name: str) -> list[str]:
    written = [str(value) for value in message.get_all(name, [])]
    try:
        return [address.lower() for _, address in getaddresses(written) if "@" in address]
    except (ValueError, IndexError, TypeError, AttributeError):
        return []


def sent_at(message: Message) -> datetime | None:
    try:
        stated = parsedate_to_datetime(header(message, "date"))
        return stated.replace(tzinfo=UTC) if stated.tzinfo is None else stated
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
