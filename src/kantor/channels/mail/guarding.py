"""Who may hand in by mail: the mail room's rules about senders, asked before anything that came along is opened to the office."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kantor.spine.access import Actor

PASS, QUARANTINE, REFUSE = "pass", "quarantine", "refuse"


class Writer(NamedTuple):
    """Who sent a mail; enclosed: how many files came along."""

    address: str
    enclosed: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Guard:
    """judge: what becomes of each mail; values: the fields under which one lies in quarantine, as documents of this type;
    refusal: key of the sentence with which a refused sender's mail is kept."""

    judge: Callable[[Sequence[Writer], Actor], Sequence[str]]
    type: str
    values: Callable[[Mapping[str, str], str, Sequence[str]], Mapping[str, str]]
    refusal: str
