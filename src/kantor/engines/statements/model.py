"""What a bank says in any of its formats: statements of one account, their lines, and the single payments inside a line."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kantor.kit.money import Money

NO_CURRENCY = "XXX"
"""ISO 4217 for amounts of a fragment that names no currency."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Balance:
    """amount: below zero where the account is overdrawn; on: None where the bank names no day."""

    amount: Money
    on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One booking on an account, or one payment inside a batch booking.

    amount: money in above zero, money out below; the other party's name, iban (or account number) and bic (or bank code);
    own_reference: what we gave the order; batch_reference: what we gave the file's group of payments; bank_reference: the bank's own;
    reference: a structured one (ISO 11649 and the like); remittance: the free text by lines; code: ISO 20022 domain/family/sub-family,
    German GVC or SWIFT's type; text: what the bank calls the booking; original and rate: before it was exchanged;
    is_booked: not merely announced; details: payments inside, where there are several; place: line or element in the file.
    """

    amount: Money
    booked_on: date | None = None
    value_on: date | None = None
    name: str = ""
    iban: str = ""
    bic: str = ""
    own_reference: str = ""
    batch_reference: str = ""
    bank_reference: str = ""
    end_to_end_id: str = ""
    mandate: str = ""
    creditor_id: str = ""
    reference: str = ""
    remittance: tuple[str, ...] = ()
    code: str = ""
    text: str = ""
    charges: tuple[Money, ...] = ()
    original: Money | None = None
    rate: Decimal | None = None
    return_reason: str = ""
    is_booked: bool = True
    is_reversal: bool = False
    details: tuple["Line", ...] = ()
    place: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """What one message says of one account.

    format: `camt.053`, `mt940`, `csv` and so on; reference: the bank's name of the message; number and page: as the bank counts them;
    is_final: booked and balanced - intraday reports and notices of single bookings are not.
    """

    format: str
    account: str = ""
    currency: str = NO_CURRENCY
    reference: str = ""
    number: str = ""
    page: str = ""
    from_on: date | None = None
    to_on: date | None = None
    opening: Balance | None = None
    closing: Balance | None = None
    available: Balance | None = None
    lines: tuple[Line, ...] = ()
    is_final: bool = True
