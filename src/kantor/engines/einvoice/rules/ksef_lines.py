"""FA(3): the lines - their numbers, quantities, amounts, and rates that fit the buyer and the day of the sale."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kantor.engines.einvoice.model import Group, Invoice
from kantor.engines.einvoice.rules.ksef_facts import (
    GROSZ,
    ZERO,
    day,
    is_correction,
    is_foreign,
    kind,
    lines,
    note,
    sold_on,
    uses_margin,
)
from kantor.engines.einvoice.rules.rule import Breach, Judge, at

# The rates 22 %, 7 % and 3 % ended with 2010 (act of 26 November 2010, Dz.U. 2010 no. 238 item 1578).
OLD_RATES_UNTIL = date(2010, 12, 31)
OLD_RATES = frozenset({"22", "7", "3"})
TO_MEMBER_STATES = {"FA3-P_13_6_2": "0 WDT", "FA3-P_13_9": "np II"}
TAXED = frozenset({"23", "22", "8", "7", "5", "4", "3"})


def _numbers(invoice: Invoice) -> Iterator[Breach]:
    """A correction may show a line twice, before and after (StanPrzed); nothing else may."""
    seen: dict[tuple[str, str], Group] = {}
    for line in lines(invoice):
        number = line.first("FA3-NrWierszaFa")
        if number is None:
            continue
        key = (number.value.lstrip("0+"), line.text("FA3-StanPrzed") if is_correction(invoice) else "")
        if key in seen:
            yield at(number, value=number.value)
        seen[key] = line


def _quantity(invoice: Invoice) -> Iterator[Breach]:
    if is_correction(invoice):
        return
    for line in lines(invoice):
        quantity = line.number("FA3-P_8B")
        if quantity is not None and quantity < ZERO:
            yield at(line.all("FA3-P_8B")[0], value=str(quantity))


def _negative(invoice: Invoice) -> Iterator[Breach]:
    """A discount belongs into P_10 or a correction; some programs state it as a line below zero."""
    if is_correction(invoice):
        return
    for line in lines(invoice):
        for id in ("FA3-P_9A", "FA3-P_9B", "FA3-P_11", "FA3-P_11A"):
            value = line.number(id)
            if value is not None and value < ZERO:
                yield at(line.all(id)[0], element=id.removeprefix("FA3-"), value=str(value))
                break


def _amount(invoice: Invoice) -> Iterator[Breach]:
    """Quantity times price less discount is the amount of the line, as far as the price's own rounding allows."""
    for line in lines(invoice):
        quantity, discount = line.number("FA3-P_8B"), line.number("FA3-P_10") or ZERO
        for price_id, amount_id in (("FA3-P_9A", "FA3-P_11"), ("FA3-P_9B", "FA3-P_11A")):
            price, amount = line.number(price_id), line.number(amount_id)
            if quantity is None or price is None or amount is None:
                continue
            # P_10 is stated for the line by some programs and for the unit by others (official example 4).
            options = {quantity * price - discount, quantity * (price - discount)}
            exponent = price.as_tuple().exponent
            places = max(2, -exponent) if isinstance(exponent, int) else 2
            slack = GROSZ + abs(quantity) * Decimal(1).scaleb(-places) / 2
            if all(abs(amount - option) > slack for option in options):
                expected = (quantity * price - discount).quantize(GROSZ)
                yield at(line.all(amount_id)[0], element=amount_id.removeprefix("FA3-"), value=str(amount), expected=str(expected))


def _reverse_charge_abroad(invoice: Invoice) -> Iterator[Breach]:
    """`oo` is the domestic reverse charge; sales to a foreign buyer are `np I`, `np II`, `0 WDT` or `0 EX` (information sheet on P_12)."""
    buyer = invoice.one("BG-7")
    if buyer is None or not is_foreign(buyer):
        return
    for line in lines(invoice):
        if line.text("FA3-P_12") == "oo":
            yield at(line.all("FA3-P_12")[0], value="oo")
    if not lines(invoice) and invoice.has("FA3-P_13_10"):
        yield at(invoice.all("FA3-P_13_10")[0], value="oo")


def _taxed_abroad(invoice: Invoice) -> Iterator[Breach]:
    """A buyer known by a tax number of another country, yet Polish VAT: right for goods that stay and some services only."""
    buyer = invoice.one("BG-7")
    state = (buyer.text("FA3-KodUE") or buyer.text("FA3-KodKraju")) if buyer is not None else ""
    if buyer is None or not state or not is_foreign(buyer):
        return
    for line in lines(invoice):
        if line.text("FA3-P_12") in TAXED:
            yield at(line.all("FA3-P_12")[0], value=line.text("FA3-P_12"), state=state)


def _community_supply(invoice: Invoice) -> Iterator[Breach]:
    """Supplies at 0 % (art. 42 sec. 1 no. 1) and services (art. 100 sec. 1 no. 4) to a member state need the buyer's VAT number there.

    New vehicles may go to anybody.
    """
    buyer = invoice.one("BG-7")
    if buyer is None or note(invoice, "P_22") == "1" or buyer.has("FA3-NrVatUE"):
        return
    for line in lines(invoice):
        if line.text("FA3-P_12") in TO_MEMBER_STATES.values():
            yield at(line.all("FA3-P_12")[0], value=line.text("FA3-P_12"))
    for id, rate in TO_MEMBER_STATES.items():
        if not lines(invoice) and invoice.has(id):
            yield at(invoice.all(id)[0], value=rate)


def _old_rate(invoice: Invoice) -> Iterator[Breach]:
    sold = sold_on(invoice) or day(invoice.first("FA3-P_1"))
    if is_correction(invoice) or sold is None or sold <= OLD_RATES_UNTIL:
        return
    for line in lines(invoice):
        if line.text("FA3-P_12") in OLD_RATES:
            yield at(line.all("FA3-P_12")[0], value=line.text("FA3-P_12"))


def _rate(invoice: Invoice) -> Iterator[Breach]:
    """Art. 106e sec. 1 no. 12: each line has its rate; under a margin scheme it has none."""
    if kind(invoice) not in ("VAT", "ROZ") or uses_margin(invoice):
        return
    for line in lines(invoice):
        states_amount = line.has("FA3-P_11") or line.has("FA3-P_11A")
        if states_amount and not line.has("FA3-P_12") and not line.has("FA3-P_12_XII"):
            yield at(line, number=line.text("FA3-NrWierszaFa"))


def _two_rates(invoice: Invoice) -> Iterator[Breach]:
    for line in lines(invoice):
        if line.has("FA3-P_12") and line.has("FA3-P_12_XII"):
            yield at(line.all("FA3-P_12_XII")[0], value=line.text("FA3-P_12"), other=line.text("FA3-P_12_XII"))


def _name(invoice: Invoice) -> Iterator[Breach]:
    """Art. 106e sec. 1 no. 7."""
    for line in lines(invoice):
        if not line.has("FA3-P_7") and not is_correction(invoice):
            yield at(line, number=line.text("FA3-NrWierszaFa"))


def _before(invoice: Invoice) -> Iterator[Breach]:
    if not is_correction(invoice):
        for line in lines(invoice):
            if line.has("FA3-StanPrzed"):
                yield at(line.all("FA3-StanPrzed")[0], number=line.text("FA3-NrWierszaFa"))


def _line_reference(invoice: Invoice) -> Iterator[Breach]:
    """A remark (DodatkowyOpis) or a new vehicle that names a line names one that is there."""
    numbers = {line.text("FA3-NrWierszaFa") for line in lines(invoice)}
    for group in invoice.walk():
        for id in ("FA3-NrWiersza", "FA3-P_NrWierszaNST"):
            for term in group.all(id):
                if numbers and term.value not in numbers:
                    yield at(term, value=term.value)


RULES: dict[str, tuple[str, Judge]] = {
    "KSEF-LINE-NUMBER": ("fatal", _numbers),
    "KSEF-QUANTITY": ("fatal", _quantity),
    "KSEF-LINE-NEGATIVE": ("warning", _negative),
    "KSEF-LINE-AMOUNT": ("fatal", _amount),
    "KSEF-RATE-ABROAD": ("fatal", _reverse_charge_abroad),
    "KSEF-RATE-TAXED-ABROAD": ("warning", _taxed_abroad),
    "KSEF-RATE-WDT": ("fatal", _community_supply),
    "KSEF-RATE-OLD": ("fatal", _old_rate),
    "KSEF-RATE-MISSING": ("warning", _rate),
    "KSEF-RATE-TWICE": ("fatal", _two_rates),
    "KSEF-LINE-NAME": ("warning", _name),
    "KSEF-BEFORE": ("fatal", _before),
    "KSEF-LINE-REFERENCE": ("warning", _line_reference),
}
