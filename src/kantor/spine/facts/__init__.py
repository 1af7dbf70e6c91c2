"""Facts: questions that one department answers for another, and what can run out and is claimed by documents."""

from kantor.spine.facts.asking import ask, install, questions
from kantor.spine.facts.capacity import ClaimParts, Left, Total, left, set_capacity

PARTS = (ClaimParts(),)

__all__ = [
    "PARTS",
    "ClaimParts",
    "Left",
    "Total",
    "ask",
    "install",
    "left",
    "questions",
    "set_capacity",
]
