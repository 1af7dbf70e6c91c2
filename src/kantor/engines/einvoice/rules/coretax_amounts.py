"""Coretax: the amounts of each line - price, tax base, other tax base, VAT, luxury tax - and the rate of the day."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kantor.engines.einvoice.days import a_day
from kantor.engines.einvoice.model import Group, Invoice
from kantor.engines.einvoice.rules.rule import Breach, Judge, at

ZERO = Decimal(0)
# Amounts may be rounded to whole rupiah.
RUPIAH = Decimal(1)
CENT = Decimal("0.01")
# Rates of VAT in force from a day (UU PPN art. 7; UU 7/2021 HPP).
RATES = ((date(2025, 1, 1), Decimal(12)), (date(2022, 4, 1), Decimal(11)), (date.min, Decimal(10)))
ELEVEN_TWELFTHS = (Decimal(11), Decimal(12))
# 01 is taxed on the full price (luxury goods since 2025), 04 on another base; 05 has a base of its own for each trade.
FULL_BASE, OTHER_BASE, OWN_BASE = "01", "04", "05"


def _lines(invoice: Invoice) -> list[Group]:
    return invoice.sub("BG-25")


def _base(invoice: Invoice) -> Iterator[Breach]:
    """TaxBase is price times quantity less discount."""
    for line in _lines(invoice):
        price, quantity, base = (line.number("CTX-" + name) for name in ("Price", "Qty", "TaxBase"))
        if price is None or quantity is None or base is None:
            continue
        expected = price * quantity - (line.number("CTX-TotalDiscount") or ZERO)
        if abs(expected - base) > RUPIAH + abs(quantity) * CENT / 2:
            yield at(line.all("CTX-TaxBase")[0], value=str(base), expected=str(expected))


def _discount(invoice: Invoice) -> Iterator[Breach]:
    for line in _lines(invoice):
        price, quantity, discount = (line.number("CTX-" + name) for name in ("Price", "Qty", "TotalDiscount"))
        if price is not None and quantity is not None and discount is not None and discount > price * quantity:
            yield at(line.all("CTX-TotalDiscount")[0], value=str(discount), amount=str(price * quantity))


def _other_base(invoice: Invoice) -> Iterator[Breach]:
    """At 12 % the base is eleven twelfths of the price, except luxury goods: PMK 131/2024 art. 2 and 3."""
    code = invoice.text("CTX-TrxCode")
    for line in _lines(invoice):
        base, other, rate = (line.number("CTX-" + name) for name in ("TaxBase", "OtherTaxBase", "VATRate"))
        if base is None or other is None:
            continue
        numerator, denominator = ELEVEN_TWELFTHS
        lower = (base * numerator / denominator).quantize(CENT)
        if code == OWN_BASE or rate != Decimal(12):
            allowed = [] if other <= base + RUPIAH else [base]
        elif code == FULL_BASE:
            allowed = [base]
        else:
            allowed = [lower] if code == OTHER_BASE else [lower, base]
        if allowed and all(abs(other - value) > RUPIAH for value in allowed):
            yield at(line.all("CTX-OtherTaxBase")[0], value=str(other), base=str(base), expected=str(allowed[0]))


def _vat(invoice: Invoice) -> Iterator[Breach]:
    for line in _lines(invoice):
        other, rate, vat = (line.number("CTX-" + name) for name in ("OtherTaxBase", "VATRate", "VAT"))
        if other is None or rate is None or vat is None:
            continue
        expected = other * rate / 100
        if abs(expected - vat) > RUPIAH:
            yield at(line.all("CTX-VAT")[0], value=str(vat), base=str(other), rate=str(rate), expected=str(expected.quantize(CENT)))


def _luxury(invoice: Invoice) -> Iterator[Breach]:
    """The tax on luxury goods (PPnBM) is its rate on the tax base."""
    for line in _lines(invoice):
        base, rate, tax = (line.number("CTX-" + name) for name in ("TaxBase", "STLGRate", "STLG"))
        if base is None:
            continue
        expected = base * (rate or ZERO) / 100
        if abs(expected - (tax or ZERO)) > RUPIAH:
            place = line.first("CTX-STLG") or line
            yield at(place, value=str(tax or ZERO), base=str(base), rate=str(rate or ZERO), expected=str(expected.quantize(CENT)))


def _rate(invoice: Invoice) -> Iterator[Breach]:
    """A rate that no longer holds on the day of the invoice, or never did."""
    in_force = _in_force(invoice)
    for line in _lines(invoice):
        rate = line.number("CTX-VATRate")
        if rate is None:
            continue
        if rate not in {known for _, known in RATES} or (in_force is not None and rate < in_force):
            yield at(line.all("CTX-VATRate")[0], value=str(rate), expected=str(in_force or RATES[0][1]))


def _rate_early(invoice: Invoice) -> Iterator[Breach]:
    in_force = _in_force(invoice)
    for line in _lines(invoice):
        rate = line.number("CTX-VATRate")
        if rate is not None and in_force is not None and rate > in_force and rate in {known for _, known in RATES}:
            yield at(line.all("CTX-VATRate")[0], value=str(rate), date=invoice.text("CTX-TaxInvoiceDate"), expected=str(in_force))


def _in_force(invoice: Invoice) -> Decimal | None:
    day = a_day(invoice.text("CTX-TaxInvoiceDate"))
    return None if day is None else next(rate for since, rate in RATES if day >= since)


RULES: dict[str, tuple[str, Judge]] = {
    "CORETAX-TAXBASE": ("fatal", _base),
    "CORETAX-DISCOUNT": ("fatal", _discount),
    "CORETAX-OTHERTAXBASE": ("fatal", _other_base),
    "CORETAX-VAT": ("fatal", _vat),
    "CORETAX-STLG": ("fatal", _luxury),
    "CORETAX-RATE": ("fatal", _rate),
    "CORETAX-RATE-EARLY": ("information", _rate_early),
}
