"""Effect parts of bank statements, pure records."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from kantor.kit.money import Money
from kantor.words.effect import Part


@dataclass(frozen=True, kw_only=True, slots=True)
class StatementTaken(Part):
    """A statement that is booked. account: as the bank names it; profile: of a CSV file, by which the next is known again; notices: ids of
    those that told single payments of its lines; mapping: how the columns of a CSV file are read."""

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
    notices: tuple[int, ...] = ()
    mapping: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class LineBooked(Part):
    """A line of it. state and the rest as the table keeps them; payments: ids of our payments that the line shows leaving; back: what comes
    back with it: `line12`, `payment5`; batch_line: id of the line that a notice divides into such as this, None where it stands in the
    statement itself; rate: units of the books' currency for one of the line's."""

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
    batch_reference: str = ""
    batch_line: int | None = None
    rate: Decimal = Decimal(1)
    shares: tuple[tuple[int, int, int, str], ...] = ()
    back: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeKept(Part):
    """A booking that a notice told before the statement came. no: its place in the notice; account: as the bank names it, '' where it does
    not; lines: its payments, each by the keys of a statement's row."""

    kind: ClassVar[str] = "treasury.notice"
    no: int
    format: str
    account: str
    amount: Money
    booked_on: date
    reference: str
    batch_reference: str
    lines: tuple[dict[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LineCleared(Part):
    """A line leaves the suspense account. state: `matched` or `account`; booked_to: the account, where it is one; shares, back: as of a
    booked line; evidence: what it stands on, where the house was sure."""

    kind: ClassVar[str] = "treasury.line_cleared"
    line_id: int
    state: str
    booked_to: str
    shares: tuple[tuple[int, int, int, str], ...] = ()
    back: tuple[str, ...] = ()
    evidence: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PaymentRefused(Part):
    """A payment of ours that the bank refused. payment: `payment5`; reason: its code of ISO 20022; text: what the bank adds."""

    kind: ClassVar[str] = "treasury.payment_refused"
    payment: str
    reason: str
    text: str
