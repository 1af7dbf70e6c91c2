"""Effect parts of direct debits, pure records."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from kantor.kit.money import Money
from kantor.words.effect import Part


@dataclass(frozen=True, kw_only=True, slots=True)
class MandateGiven(Part):
    """A customer lets us collect. scheme: `CORE` or `B2B`; ends_on: None where it holds until it is ended or was not used for 36 months;
    notice_days: how long before a debit he is told of it."""

    kind: ClassVar[str] = "treasury.mandate_given"
    party_id: int
    reference: str
    creditor_id: str
    scheme: str
    is_recurrent: bool
    signed_on: date
    iban: str
    bic: str
    ends_on: date | None
    notice_days: int = 14


@dataclass(frozen=True, kw_only=True, slots=True)
class MandateEnded(Part):
    """The last day on which may be collected by a mandate."""

    kind: ClassVar[str] = "treasury.mandate_ended"
    reference: str
    ends_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Collection(Part):
    """Money that is collected from a customer's account by a mandate. iban: that account; sequence: `FRST`, `RCUR` or `OOFF`; own_iban,
    own_bic: our account that it reaches and its bank, '' for the client's first one; local: what it puts in transit in the currency of
    the books, None where that is the amount."""

    kind: ClassVar[str] = "treasury.collection"
    mandate: str
    sequence: str
    debtor: str
    iban: str
    amount: Money
    collect_on: date
    remittance: str
    end_to_end_id: str
    open_item_ids: tuple[int, ...]
    creditor_id: str
    own_iban: str = ""
    own_bic: str = ""
    local: Money | None = None
