"""What the doctor says: a trouble by its name, how bad it is, what was seen, and what cures it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from kantor.site.config import Config

Severity = Literal["look", "stop"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Trouble:
    """name: stable, for monitoring; severity: `stop` (work is not safe, or stands still) or `look` (see to it soon)."""

    name: str
    severity: Severity
    seen: str
    cure: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """What is examined, when, and by which clock."""

    config: Config
    now: datetime
    clock: Callable[[], datetime]


Check = Callable[[Case], Iterator[Trouble]]
