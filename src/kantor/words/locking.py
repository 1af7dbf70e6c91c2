"""What a document may do to the periods of the books: hold, close or reopen them, lock the taxes of a filed return, post late."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from kantor.words.effect import Part

CHANGES = ("hold", "close", "reopen", "file", "unfile")
"""hold: only what names a reason is posted; close: nothing is; reopen: everything again; file: a return was filed, nothing with a tax
code is posted; unfile: that return is to be corrected."""
MAIN, TAX = "main", "tax"
"""Ledgers: the books by the law of commerce, and what tax values otherwise, which is told together with them."""
CLOSING = "closing"
"""Of an entry: the ledger of what carries results forward. It counts behind its day, as what a year opens with, not in the year itself."""
LEDGERS = (MAIN, TAX, CLOSING)


@dataclass(frozen=True, kw_only=True, slots=True)
class PeriodChange(Part):
    """All periods from a first to a last day change. change: one of `CHANGES`; reason: in words, never empty."""

    kind: ClassVar[str] = "period_change"
    from_on: date
    until_on: date
    change: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LatePosting(Part):
    """The same document posts into the period of a day although it is held; reason: in words, never empty."""

    kind: ClassVar[str] = "late_posting"
    booked_on: date
    reason: str
