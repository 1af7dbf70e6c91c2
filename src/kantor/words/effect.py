"""An effect: the typed list of everything that a document does to the books, the stock, the bank and the post."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from kantor.kit.money import Money


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """Something an effect does. `kind` names the registered code that applies and reverses a batch of such parts."""

    kind: ClassVar[str] = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Posting:
    """One line of an entry: `debit` and `credit` in the client's currency, one of them None; negative amounts are a red storno."""

    account: str
    debit: Money | None = None
    credit: Money | None = None
    foreign: Money | None = None
    party_id: int | None = None
    tax_code: str = ""
    cost_centre: str = ""
    project: str = ""
    text: str = ""

    @classmethod
    def signed(cls, account: str, local: Money, foreign: Money | None = None, **rest: Any) -> "Posting":
        """On the side that the sign of `local` says: a debit where it is positive. foreign: with the same sign; rest: the other fields."""
        is_debit = local.amount > 0 or (not local and (foreign is None or foreign.amount >= 0))
        if foreign is not None and not is_debit:
            foreign = -foreign
        return cls(account=account, debit=local if is_debit else None, credit=None if is_debit else -local, foreign=foreign, **rest)

    @property
    def balance(self) -> Decimal:
        """Debit less credit."""
        return self.debit.amount if self.debit is not None else -self.credit.amount if self.credit is not None else Decimal(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry(Part):
    """A journal entry: balanced per currency; gets its gapless voucher number from `series` and the fiscal year of `booked_on`."""

    kind: ClassVar[str] = "entry"
    series: str
    booked_on: date
    document_on: date
    text: str
    postings: tuple[Posting, ...]
    ledger: str = "main"


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenItem(Part):
    """What is owed after the entry before it. side: `payable` or `receivable`; amount > 0 is owed by that side, < 0 is a credit.

    discounts: (until, amount that may be deducted) in falling worth; iban: where a payable is to be paid;
    reference: what the payer must state, '' for the voucher number of that entry; held_reason: why it is kept back from payment (a
    sentence's key), '' where it is not.
    """

    kind: ClassVar[str] = "open_item"
    side: str
    party_id: int
    account: str
    amount: Money
    local_amount: Money
    due_on: date
    reference: str
    iban: str = ""
    discounts: tuple[tuple[date, Money], ...] = ()
    held_reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Settlement(Part):
    """Takes `amount` off an open item. paid_on: from when the money is there, None where none moved."""

    kind: ClassVar[str] = "settlement"
    open_item_id: int
    amount: Money
    discount: Money | None = None
    paid_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Reopening(Part):
    """What was paid came back: `amount`, which the document `settled_by` had taken off an open item, is open again. back_on:
    since when, None where it never was there."""

    kind: ClassVar[str] = "reopening"
    open_item_id: int
    settled_by: int
    amount: Money
    back_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Move(Part):
    """Goods from one place to another; places named `supplier`, `customer`, `loss` lie outside the house."""

    kind: ClassVar[str] = "move"
    article: str
    source: str
    destination: str
    quantity: Decimal
    unit: str
    effective_at: datetime
    lot: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim(Part):
    """Takes `quantity` out of something that can run out (`what`, e.g. `order_line.invoiced`, and its `key`).

    Refused when not enough is left.
    """

    kind: ClassVar[str] = "claim"
    what: str
    key: str
    quantity: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Payment(Part):
    """Money that leaves an own bank account to an approved account of a party. charges: who bears those of the banks, where SEPA does not
    say it: `shared`, `ours` or `theirs`; local: what it puts in transit in the currency of the books, None where that is the amount;
    own_iban, own_bic: the account that it leaves and its bank, '' for the client's first one; own_currency: of that account, '' for that
    of the books."""

    kind: ClassVar[str] = "payment"
    party_id: int
    iban: str
    bic: str
    creditor: str
    amount: Money
    execute_on: date
    remittance: str
    end_to_end_id: str
    open_item_ids: tuple[int, ...] = ()
    charges: str = "shared"
    local: Money | None = None
    own_iban: str = ""
    own_bic: str = ""
    own_currency: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter(Part):
    """A letter for the outbox. `key` makes sending it twice impossible; it leaves only when somebody approved it.

    address: the lines below the recipient's name, '' where none is known; email: the mailbox it is sent to, '' where it goes by post;
    decided: whoever decides on the document has read the letter and lets it go with that; token: of the conversation it belongs to;
    in_reply_to: the message that it answers, without brackets; stands_alone: it only tells what was decided, so that once it has left it
    does not stand in the way of reversing the document.
    """

    kind: ClassVar[str] = "letter"
    key: str
    party_id: int | None
    recipient: str
    address: str
    email: str = ""
    language: str
    template: str
    values: Mapping[str, str] = field(default_factory=dict)
    decided: bool = False
    token: str = ""
    in_reply_to: str = ""
    stands_alone: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowUp(Part):
    """A document that this one causes, e.g. a pick list; keyed so that it is filed once.

    stands_alone: what it decides stays right when this document is reversed (a supplier's account), so it does not stand in its way.
    """

    kind: ClassVar[str] = "follow_up"
    type: str
    key: str
    stands_alone: bool = False
    values: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reversal(Part):
    """Undoes the effect of another document, as it was recorded."""

    kind: ClassVar[str] = "reversal"
    document_id: int
    booked_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Effect:
    """Parts in the order in which they were meant; the house applies them kind by kind in its fixed order of locks."""

    parts: tuple[Part, ...] = ()

    def of(self, kind: str) -> tuple[Any, ...]:
        return tuple(part for part in self.parts if part.kind == kind)
