"""The amounts of an invoice as exact numbers, with the sign that a credit note gives them, and what arithmetic says about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kantor.departments.payables.supplier_invoice.document import CREDIT_NOTES
from kantor.words import Reading, Value
from kantor.words.field import cell, number

ZERO = Decimal(0)
CENT = Decimal("0.01")
Row = Mapping[str, Value]


def amount(row: Row, key: str) -> Decimal:
    """A cell as a number, 0 where it is empty or no number."""
    return number(cell(row, key)) or ZERO


def total(reading: Reading, key: str) -> Decimal:
    return reading.number(key) or ZERO


def is_credit_note(reading: Reading) -> bool:
    return reading.text("type_code") in CREDIT_NOTES


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """An amount that does not follow from the others: what it should be and what it is."""

    key: str
    field: str
    expected: Decimal
    found: Decimal


def gaps(reading: Reading) -> list[Gap]:
    """Sums that do not hold: net + VAT = gross, the VAT rows, gross - prepaid + surcharges + rounding = payable."""
    found: list[Gap] = []

    def compare(key: str, field: str, expected: Decimal, slack: Decimal = ZERO) -> None:
        actual = reading.number(field)
        if actual is not None and abs(actual - expected) > slack:
            found.append(Gap(key=key, field=field, expected=expected, found=actual))

    taxes = reading.rows("taxes")
    if taxes:
        compare("vat_is_not_the_sum", "vat", sum((amount(row, "amount") for row in taxes), ZERO))
        compare("net_is_not_the_sum", "net", sum((amount(row, "base") for row in taxes), ZERO))
    whole = total(reading, "net") + total(reading, "vat") + total(reading, "luxury_tax")
    slack = CENT * len(taxes) if reading.reader == "FA3" else ZERO
    compare("gross_is_not_net_and_vat", "gross", whole, slack)
    beside = total(reading, "surcharges") + total(reading, "rounding")
    compare("payable_does_not_follow", "payable", total(reading, "gross") - total(reading, "prepaid") + beside)
    return found


def inner_rounding(reading: Reading) -> Decimal:
    """The grosz by which the total of an FA(3) invoice may differ from net and VAT: it has no field for rounding (the ministry's own
    first example has 2,050.99 and says 2,051)."""
    whole = total(reading, "net") + total(reading, "vat") + total(reading, "luxury_tax")
    return total(reading, "gross") - whole if reading.reader == "FA3" else ZERO
