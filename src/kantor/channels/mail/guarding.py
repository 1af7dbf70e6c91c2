"""Who may hand in by mail: the mail room's rules about senders, asked before anything that came along is opened to the office."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kantor.engines.correspondence import UNPROVEN
from kantor.engines.reading.card import Card
from kantor.spine.access import Actor
from kantor.words import Reading

PASS, QUARANTINE, REFUSE = "pass", "quarantine", "refuse"
PROOF = "sender_proof"
"""The key under which a mail's reading says whether its sender is proven."""


class Writer(NamedTuple):
    """Who sent a mail; enclosed: how many files came along; proof: what the office's own mail server says of that (`proven`, `forged`,
    `unproven`)."""

    address: str
    enclosed: int
    proof: str = UNPROVEN


@dataclass(frozen=True, kw_only=True, slots=True)
class Guard:
    """judge: what becomes of each mail; type, reading_of: as which document one lies in quarantine, and what it says;
    refusal: key of the sentence with which a refused sender's mail is kept; server: the name under which the office's own mail server tells
    what it checked (authserv-id, RFC 8601), '' where it tells nothing."""

    judge: Callable[[Sequence[Writer], Actor], Sequence[str]]
    type: str
    reading_of: Callable[[Card], Reading]
    refusal: str
    server: str = ""
