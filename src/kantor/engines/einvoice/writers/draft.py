"""An invoice as it is drafted, before any syntax: parties, lines and payment; totals follow from the lines, exactly and half up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

CENT = Decimal("0.01")
ZERO = Decimal(0)


def rounded(amount: Decimal) -> Decimal:
    """To two places, half up, as the tax laws and EN 16931 round; nothing has no sign."""
    return amount.quantize(CENT, ROUND_HALF_UP) + ZERO


class Vat(NamedTuple):
    """VAT category (UNTDID 5305) and percentage; `reason` is the ground of an exemption in words."""

    category: str
    rate: Decimal = ZERO
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Address:
    street: str
    town: str
    postcode: str
    country: str


@dataclass(frozen=True, kw_only=True)
class Contact:
    name: str
    phone: str
    email: str


@dataclass(frozen=True, kw_only=True)
class Party:
    """vat_id with its country prefix (`DE...`, `PL...`), for Indonesia the 16 digits of the NPWP; tax_number: of a seller that has no
    VAT id, as its tax office gave it (BT-32); mailbox: (EAS scheme, identifier)."""

    name: str
    address: Address
    vat_id: str = ""
    contact: Contact | None = None
    mailbox: tuple[str, str] | None = None
    tax_number: str = ""


@dataclass(frozen=True, kw_only=True)
class Account:
    iban: str
    holder: str
    bic: str = ""


@dataclass(frozen=True, kw_only=True)
class Reference:
    """An invoice that went before; ksef_number where it has one. kind: "386" of an advance, "final" of an invoice that took advances off,
    "" of any other; asked_for: of those two what was to be paid by it until now."""

    number: str
    issued_on: date
    ksef_number: str = ""
    kind: str = ""
    asked_for: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class DraftLine:
    """quantity in `unit` (UN/ECE rec. 20), price without VAT for one unit, discount off the line; article: the seller's number."""

    name: str
    quantity: Decimal
    price: Decimal
    vat: Vat
    unit: str = "C62"
    discount: Decimal = ZERO
    article: str = ""

    @property
    def net(self) -> Decimal:
        return rounded(self.quantity * self.price - self.discount)


class VatPart(NamedTuple):
    """One row of the VAT breakdown."""

    vat: Vat
    base: Decimal
    tax: Decimal


class Advance(NamedTuple):
    """A down payment invoice that a final one takes off, with its tax."""

    number: str
    taxes: tuple[VatPart, ...]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """kind: UNTDID 1001 (380 invoice, 381 credit note with positive amounts, 384 correction with signed differences).

    exchange_rate: zloty for one unit of `currency`, for Polish invoices in another currency.
    cash_discounts: (days, percent). transaction_code: TrxCode of Coretax. taxed_share: the part of each line that its tax is counted on,
    line by line, as in Indonesia (PMK 131/2024); None where tax is counted on the sum of each category and rate. advances: that `prepaid`
    is made of; ordered: of a down payment the whole order, which Poland asks for (art. 106f ust. 1 pkt 4 ustawy o VAT).
    """

    number: str
    issued_on: date
    currency: str
    seller: Party
    buyer: Party
    lines: Sequence[DraftLine]
    kind: str = "380"
    delivered_on: date | None = None
    due_on: date | None = None
    account: Account | None = None
    buyer_reference: str = ""
    order_number: str = ""
    note: str = ""
    preceding: Reference | None = None
    prepaid: Decimal = ZERO
    cash_discounts: Sequence[tuple[int, Decimal]] = ()
    exchange_rate: Decimal | None = None
    transaction_code: str = "04"
    taxed_share: Fraction | None = None
    advances: Sequence[Advance] = ()
    ordered: Sequence[DraftLine] = ()

    @property
    def breakdown(self) -> list[VatPart]:
        """The VAT by category and rate, in the order in which they first occur."""
        bases: dict[Vat, Decimal] = {}
        taxes: dict[Vat, Decimal] = {}
        for line in self.lines:
            base = self.taxed(line)
            bases[line.vat] = bases.get(line.vat, ZERO) + base
            taxes[line.vat] = taxes.get(line.vat, ZERO) + rounded(base * line.vat.rate / 100)
        by_line = self.taxed_share is not None
        return [VatPart(vat, base, taxes[vat] if by_line else rounded(base * vat.rate / 100)) for vat, base in bases.items()]

    def taxed(self, line: DraftLine) -> Decimal:
        """What the tax of a line is counted on."""
        if self.taxed_share is None:
            return line.net
        return rounded(line.net * self.taxed_share.numerator / self.taxed_share.denominator)

    @property
    def net(self) -> Decimal:
        return sum((line.net for line in self.lines), ZERO)

    @property
    def tax(self) -> Decimal:
        return sum((part.tax for part in self.breakdown), ZERO)

    @property
    def gross(self) -> Decimal:
        return self.net + self.tax

    @property
    def payable(self) -> Decimal:
        return self.gross - self.prepaid

    @property
    def is_credit_note(self) -> bool:
        return self.kind == "381"
