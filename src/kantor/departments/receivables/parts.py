"""Effect parts of receivables, pure records."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from kantor.kit.money import Money
from kantor.words.effect import Part


@dataclass(frozen=True, kw_only=True, slots=True)
class CustomerInvoice(Part):
    """An invoice that leaves the house. draft: as `engines.einvoice.writers.to_json` tells it, its number comes with the entry before it;
    format: one of `writers.FORMATS`; email: the mailbox it is sent to, '' where it is fetched or filed."""

    kind: ClassVar[str] = "receivables.invoice"
    draft: Mapping[str, Any]
    format: str
    language: str
    email: str
    gross: Decimal
    is_advance: bool = False
    is_credit: bool = False


INTEREST = "interest:"
"""How subjects begin of interest, which comes from an open item and from no document that gives something to bill."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Billed(Part):
    """Something that can be billed once: a period of a contract's line, a row of a usage report or of a time sheet."""

    kind: ClassVar[str] = "receivables.billed"
    subject: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AdvanceCredited(Part):
    """Of a down payment something is credited; when all of it is, what it billed may be billed anew. document: of its invoice."""

    kind: ClassVar[str] = "receivables.advance_credited"
    document: int
    subjects: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Billable(Part):
    """What billing runs find from now on: a contract, an order, a usage report, a time sheet. It is not reversed while an invoice bills of
    it. number: of a contract or an order, by which it is found; no other that stands has it."""

    kind: ClassVar[str] = "receivables.billable"
    number: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedRun(Part):
    """A run to be prepared on its day. number: its place in the plan; run: of `run_plan.document.RUNS`."""

    kind: ClassVar[str] = "receivables.planned_run"
    number: int
    run: str
    due_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Dunned(Part):
    """What a run decided about an open item: a letter of a level, with what it asks for besides, or a hold until a day (ISO)."""

    kind: ClassVar[str] = "receivables.dunned"
    open_item_id: int
    level: int
    dunned_on: date
    interest: Money
    fee: Money
    hold: str = ""
    held_until: str = ""
