"""Facts: questions that one department answers for another, and what can run out and is claimed by documents."""

from kantor.spine.facts.asking import ask, install, questions
from kantor.spine.facts.capacity import Claimed, ClaimParts, Left, Total, left, set_capacity, take

PARTS = (ClaimParts(),)

__all__ = [
    "PARTS",
    "ClaimParts",
    "Claimed",
    "Left",
    "Total",
    "ask",
    "install",
    "left",
    "questions",
    "set_capacity",
    "take",
]
