"""FA(3): the day of issue, of the sale, and the kind of invoice with what it asks for."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from kantor.engines.einvoice.days import a_day
from kantor.engines.einvoice.model import Invoice
from kantor.engines.einvoice.rules.ksef_facts import ZERO, day, is_correction, kind, lines
from kantor.engines.einvoice.rules.rule import Breach, Judge, at

# An invoice may be issued up to 60 days before the sale (art. 106i sec. 7).
EARLIEST = timedelta(days=60)
A_YEAR = timedelta(days=366)
# A simplified invoice: up to 450 PLN or 100 EUR with VAT (art. 106e sec. 5 no. 3).
SIMPLIFIED_LIMITS = {"PLN": Decimal(450), "EUR": Decimal(100)}


def _sale_day(invoice: Invoice) -> Iterator[Breach]:
    issued = day(invoice.first("FA3-P_1"))
    if issued is None:
        return
    corrects = is_correction(invoice)
    period = invoice.one("BG-14")
    candidates = [invoice.first("FA3-P_6"), period.first("FA3-P_6_Do") if period else None]
    candidates += [line.first("FA3-P_6A") for line in lines(invoice)]
    for term in candidates:
        sold = day(term)
        if term is None or sold is None:
            continue
        # days apart, because a day at the edge of the calendar has no day a year before it
        ahead = sold - issued
        if ahead > EARLIEST or (ahead < -A_YEAR and not corrects):
            yield at(term, value=term.value, issued=issued.isoformat())


def _period(invoice: Invoice) -> Iterator[Breach]:
    for period in invoice.sub("BG-14"):
        first, last = day(period.first("FA3-P_6_Od")), day(period.first("FA3-P_6_Do"))
        if first is not None and last is not None and first > last:
            yield at(period, first=first.isoformat(), last=last.isoformat())


def _issue_day(invoice: Invoice) -> Iterator[Breach]:
    """The day of issue and the moment the file was made lie more than a year apart: a slip of the pen in one of them."""
    issued, made = day(invoice.first("FA3-P_1")), a_day(invoice.text("FA3-DataWytworzeniaFa")[:10])
    if issued is not None and made is not None and abs(issued - made) > A_YEAR:
        yield at(invoice.all("FA3-P_1")[0], value=issued.isoformat(), made=made.isoformat())


def _sale_day_twice(invoice: Invoice) -> Iterator[Breach]:
    """P_6 states one day for all lines, P_6A a day for each: one or the other."""
    if invoice.has("FA3-P_6"):
        for line in lines(invoice):
            if line.has("FA3-P_6A"):
                yield at(line.all("FA3-P_6A")[0], value=line.text("FA3-P_6A"), common=invoice.text("FA3-P_6"))


def _simplified(invoice: Invoice) -> Iterator[Breach]:
    limit = SIMPLIFIED_LIMITS.get(invoice.text("BT-5"))
    total = invoice.number("FA3-P_15")
    if kind(invoice) == "UPR" and limit is not None and total is not None and total > limit:
        yield at(invoice.all("FA3-P_15")[0], value=str(total), limit=str(limit), currency=invoice.text("BT-5"))


def _negative_total(invoice: Invoice) -> Iterator[Breach]:
    total = invoice.number("FA3-P_15")
    if total is not None and total < ZERO and not is_correction(invoice):
        yield at(invoice.all("FA3-P_15")[0], value=str(total))


def _without_lines(invoice: Invoice) -> Iterator[Breach]:
    """Art. 106e sec. 1 no. 7: what was sold."""
    if kind(invoice) == "VAT" and not lines(invoice):
        yield at(invoice)


def _without_order(invoice: Invoice) -> Iterator[Breach]:
    """Art. 106f sec. 1 no. 4: an advance invoice states the order or contract."""
    if kind(invoice) == "ZAL" and not invoice.sub("FA3-Zamowienie"):
        yield at(invoice)


def _without_advances(invoice: Invoice) -> Iterator[Breach]:
    """Art. 106f sec. 3: a final invoice names the advance invoices."""
    if kind(invoice) == "ROZ" and not any(
        reference.has("FA3-NrKSeFFaZaliczkowej") or reference.has("FA3-NrFaZaliczkowej") for reference in invoice.sub("BG-3")
    ):
        yield at(invoice)


RULES: dict[str, tuple[str, Judge]] = {
    "KSEF-SALE-DATE": ("warning", _sale_day),
    "KSEF-PERIOD": ("fatal", _period),
    "KSEF-ISSUE-DATE": ("warning", _issue_day),
    "KSEF-SALE-DATE-TWICE": ("warning", _sale_day_twice),
    "KSEF-SIMPLIFIED-LIMIT": ("fatal", _simplified),
    "KSEF-NEGATIVE-TOTAL": ("fatal", _negative_total),
    "KSEF-NO-LINES": ("warning", _without_lines),
    "KSEF-ADVANCE-ORDER": ("fatal", _without_order),
    "KSEF-FINAL-ADVANCES": ("fatal", _without_advances),
}
