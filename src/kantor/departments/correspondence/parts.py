"""Effect parts of correspondence, pure records."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from kantor.words.effect import Part


@dataclass(frozen=True, kw_only=True, slots=True)
class Registered(Part):
    """A line of a register with the next number of its year. direction: `in` or `out`; thread: '' begins a conversation;
    message_id: of a mail, without brackets; outbox_key: of a letter of ours; on: the day whose year it is numbered in."""

    kind: ClassVar[str] = "correspondence.registered"
    direction: str
    on: date
    way: str
    sort: str
    name: str
    email: str
    subject: str
    language: str = ""
    party_id: int | None = None
    department: str = ""
    person: str = ""
    due_on: date | None = None
    state: str = "open"
    thread: str = ""
    message_id: str = ""
    outbox_key: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Dealt(Part):
    """What becomes of a line of the incoming register. incoming_id: the document that it stands for; state: of the line from then on;
    department, person: who is responsible then, '' leaves it."""

    kind: ClassVar[str] = "correspondence.dealt"
    incoming_id: int
    state: str
    sort: str = ""
    department: str = ""
    person: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Released(Part):
    """The mail that this document is leaves quarantine: what is in it is taken in."""

    kind: ClassVar[str] = "correspondence.released"
    sender: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SenderRule(Part):
    """What becomes of mail from an address, or from everybody at a domain (`@firm.example`): `allow`, `refuse`, or `forget` the rule;
    needs_proof: whoever is let in is only where our own mail server vouches for the sender."""

    kind: ClassVar[str] = "correspondence.sender_rule"
    pattern: str
    verdict: str
    needs_proof: bool = False
