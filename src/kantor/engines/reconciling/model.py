"""The records of reconciling: statement lines, open items and what is known of payers go in, decisions and suggestions come out."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

Side = Literal["receivable", "payable", "transit"]


class OpenItem(NamedTuple):
    """What is owed or on its way. Amounts are minor units: `open` in `currency`, `local_open` in that of the books; credits are < 0.

    side: `receivable` (the bank is expected to receive it), `payable` and `transit` (it is expected to leave; `transit` is a payment that
    was ordered and not yet seen); references: numbers that the payer may state, ours first; payment_ids: ids under which the payment was
    ordered or asked for: end-to-end ids, messages of a batch; discounts: (until, minor units that may be deducted).
    """

    id: int
    side: Side
    party_id: int
    currency: str
    open: int
    local_open: int
    issued_on: date
    due_on: date
    references: tuple[str, ...] = ()
    payment_ids: tuple[str, ...] = ()
    discounts: tuple[tuple[date, int], ...] = ()


class Party(NamedTuple):
    """Somebody we deal with. ibans: agreed or seen in documents; numbers: debtor's and creditor's numbers, mandates."""

    id: int
    names: tuple[str, ...]
    ibans: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


class Line(NamedTuple):
    """A line of a bank statement. amount: minor units of `currency`, > 0 came in; text: remittance as the bank gives it, parts divided by
    newlines; original_*: what was ordered in another currency, 0 and '' where not stated; charges: what banks on the way kept, in
    `currency`, >= 0; return_reason: not '' where the line gives a payment back."""

    id: int
    booked_on: date
    amount: int
    currency: str
    text: str
    name: str = ""
    iban: str = ""
    end_to_end_id: str = ""
    mandate: str = ""
    code: str = ""
    value_on: date | None = None
    original_amount: int = 0
    original_currency: str = ""
    charges: int = 0
    return_reason: str = ""


class Share(NamedTuple):
    """How much of an item a line settles. amount: taken off the item, with its sign, in its currency; paid: the part of the line it
    takes, with the line's sign, in the line's currency; deductions: (kind, amount with the item's sign, in its currency), kind being
    `discount`, `late_discount`, `fee` or `rounding`. In one currency amount and paid are apart by the deductions alone."""

    item_id: int
    amount: int
    paid: int
    deductions: tuple[tuple[str, int], ...] = ()


class Rest(NamedTuple):
    """A part of the line that settles no item, with the line's sign. kind: `overpaid`, `on_account`, `paid_twice`, `given_back`
    (reopens the payment), `fee` (what the bank took for that), `account` (booked by a rule that people confirmed)."""

    kind: str
    amount: int


class Evidence(NamedTuple):
    """Why, in words: `key` of a sentence under `reconciling.evidence` and what stands in its blanks, exact and not yet worded."""

    key: str
    values: Mapping[str, Any] = {}


class Proposal(NamedTuple):
    """One explanation of a line: the shares' `paid` and the rests add up to the line's amount.

    pattern: the kinds of evidence it stands on, joined by `+`: what people's corrections are counted by; party_id: whose, 0 where
    nobody's; reopens: id of the settled payment that the line gives back or repeats; account: of a confirmed rule; exchanged: the item
    is owed in another currency than the line's, the difference between `paid` and its part of `local_open` is the exchange difference.
    """

    pattern: str
    strength: int
    shares: tuple[Share, ...]
    rests: tuple[Rest, ...]
    evidence: tuple[Evidence, ...]
    party_id: int = 0
    reopens: int = 0
    account: str = ""
    exchanged: bool = False


class Outcome(NamedTuple):
    """What was found for a line. posts: the first proposal may post by itself; gave_up: the search for sums ended at its limit, so that
    there may be more explanations; held_back: key of the sentence why the first does not post, '' where it does or there is none."""

    line_id: int
    posts: bool
    proposals: tuple[Proposal, ...]
    gave_up: bool = False
    held_back: str = ""


class Settled(NamedTuple):
    """A payment that was matched before: what can come back or be paid twice. amount and iban as on its line; shares: (item, amount)."""

    id: int
    booked_on: date
    amount: int
    currency: str
    party_id: int
    iban: str = ""
    end_to_end_id: str = ""
    references: tuple[str, ...] = ()
    shares: tuple[tuple[int, int], ...] = ()


class Policy(NamedTuple):
    """What a client lets pass. suggestions: how many at most; grace_days: how late a discount is still granted without asking;
    small_difference: what may be written off without asking, most_fee: what banks on the way may have kept (only suggested unless the line
    states it), both in minor units of the books' currency; exchange_percent: how far an exchanged amount may lie off the books' rate."""

    suggestions: int = 3
    grace_days: int = 0
    small_difference: int = 10
    most_fee: int = 5000
    exchange_percent: int = 5
