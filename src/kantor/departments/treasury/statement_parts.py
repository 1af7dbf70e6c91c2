"""Effect parts of bank statements, pure records."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from kantor.kit.money import Money
from kantor.words.effect import Part


@dataclass(frozen=True, kw_only=True, slots=True)
class StatementTaken(Part):
    """A statement that is booked. account: as the bank names it; profile: of a CSV file, by which the next is known again."""

    kind: ClassVar[str] = "treasury.statement"
    account: str
    ledger_account: str
    currency: str
    number: str
    from_on: date
    to_on: date
    opening: Money | None
    closing: Money | None
    profile: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LineBooked(Part):
    """A line of it. state and the rest as the table keeps them; payments: ids of our payments that the line shows leaving."""

    kind: ClassVar[str] = "treasury.statement_line"
    no: int
    account: str
    ledger_account: str
    booked_on: date
    value_on: date
    amount: Money
    name: str
    iban: str
    reference: str
    end_to_end_id: str
    text: str
    state: str
    booked_to: str
    occurrence: int
    likeness: str
    evidence: str
    payments: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class LineCleared(Part):
    """A line leaves the suspense account. state: `matched` or `account`; booked_to: the account, where it is one."""

    kind: ClassVar[str] = "treasury.line_cleared"
    line_id: int
    state: str
    booked_to: str
