"""Which conversation a mail belongs to: by the messages it cites, else by a token of ours; never by what its subject says.

The token stands in the subject of what we send, `[K:7q4mw2xk]`, and may stand behind a plus in an address: `office+7q4mw2xk@...`.
"""

import hashlib
import re
import secrets
from collections.abc import Iterable

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 8
MOST_CITED = 50
_SUBJECT = re.compile(rf"\[K:([{ALPHABET}]{{{LENGTH}}})\]")
_ADDRESS = re.compile(rf"\+([{ALPHABET}]{{{LENGTH}}})@", re.IGNORECASE)
_MESSAGE = re.compile(r"<([^<>\s]+)>")


def new_token() -> str:
    """A token that nobody guesses: 40 bits, without letters that look alike."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def with_token(subject: str, token: str) -> str:
    """The subject of what we send, with the token at its end, once."""
    return subject if f"[K:{token}]" in subject else f"{subject.strip()} [K:{token}]"


def tokens_in(subject: str, recipients: Iterable[str]) -> tuple[str, ...]:
    """Our tokens in a subject and in the addresses that a mail was sent to."""
    found = [*_SUBJECT.findall(subject), *(token.lower() for one in recipients for token in _ADDRESS.findall(one))]
    return tuple(dict.fromkeys(found))


def cited(in_reply_to: str, references: str) -> tuple[str, ...]:
    """The messages that a mail answers or cites, the nearest first, without brackets."""
    nearest = [*_MESSAGE.findall(in_reply_to), *reversed(_MESSAGE.findall(references))]
    return tuple(dict.fromkeys(nearest))[:MOST_CITED]


def local_part(client_id: int, key: str) -> str:
    """What stands before the @ of the Message-ID of a letter: the same letter always has the same."""
    return f"kantor.{hashlib.sha256(f'{client_id}:{key}'.encode()).hexdigest()[:32]}"


def own_message_id(client_id: int, key: str, sender: str) -> str:
    """The Message-ID of a letter under its key in the outbox; sender: the address that it comes from."""
    return f"<{local_part(client_id, key)}@{sender.rpartition('@')[2].strip('<> ') or 'localhost'}>"
