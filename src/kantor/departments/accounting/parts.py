"""Effect parts of accounting, pure records."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from kantor.words.effect import Part


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedEntry(Part):
    """An entry that is filed as a document of its own when its day has come, exactly once.

    number: its place in the plan of its document, from 1; due_on: the day on which it is booked; lines: as of a journal entry by hand.
    """

    kind: ClassVar[str] = "accounting.planned"
    number: int
    due_on: date
    text: str
    total: str
    lines: tuple[Mapping[str, str], ...]
