"""Erasing: the grounds in law on which an original may be made unreadable, and the part of an effect that does it."""

from dataclasses import dataclass
from typing import ClassVar

from kantor.words.effect import Part

GROUNDS = {
    "retention_over": "the retention period is over; GDPR, article 5 (1) (e)",
    "not_needed": "GDPR, article 17 (1) (a)",
    "consent_withdrawn": "GDPR, article 17 (1) (b)",
    "objected": "GDPR, article 17 (1) (c)",
    "unlawful": "GDPR, article 17 (1) (d)",
    "obligation": "GDPR, article 17 (1) (e)",
    "ordered": "an order of a court or, by GDPR, article 58 (2) (g), of the supervisory authority",
    "not_ours": "it came by mistake: no record of this client, so no duty to keep it",
}
"""Ground -> where it stands."""
OVERRIDING = frozenset({"ordered", "not_ours"})
"""What goes before a duty to keep. The others do not: GDPR, article 17 (3) (b), gives way to retention that a law demands."""


def overrides(ground: str, *, has_successor: bool) -> bool:
    """Whether a document may go while a law asks to keep it: for such a ground, or because its redacted successor is kept in its place."""
    return has_successor or ground in OVERRIDING


@dataclass(frozen=True, kw_only=True, slots=True)
class Erasure(Part):
    """Nobody can read the original of a document any more. ground: one of GROUNDS."""

    kind: ClassVar[str] = "documents.erasure"
    document_id: int
    ground: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Succession(Part):
    """The document with this part takes the place of another one."""

    kind: ClassVar[str] = "documents.succession"
    document_id: int
