"""FA(3): VAT of each rate, the total, the lines' sums, foreign currency, settlement and order."""

from collections.abc import Iterator
from decimal import Decimal

from kantor.engines.einvoice.model import Group, Invoice, Term
from kantor.engines.einvoice.readers.fa3_terms import BUCKETS
from kantor.engines.einvoice.rules.ksef_facts import (
    GROSZ,
    ZERO,
    amount,
    bucket_of,
    kind,
    lines,
    uses_margin,
)
from kantor.engines.einvoice.rules.rule import Breach, Judge, at

_TAXED = ("P_13_1", "P_13_2", "P_13_3", "P_13_4")
_PERCENT = Decimal(100)


def _rates(invoice: Invoice, bucket: str) -> list[Decimal]:
    """The rates at which a total may have been taxed: those of its lines, else all that belong to it while the law knew them."""
    rates = BUCKETS[bucket][2]
    used = {line.text("FA3-P_12") for line in lines(invoice)} & set(rates)
    return [Decimal(rate) for rate in (used or rates[:1] if kind(invoice) == "VAT" else used or rates)]


def _tolerance(invoice: Invoice) -> Decimal:
    """VAT may be rounded line by line or taken out of gross amounts (art. 106e sec. 7 to 10): two thirds of a grosz for each line."""
    return max(GROSZ, GROSZ * 2 / 3 * len(lines(invoice)))


def _tax(invoice: Invoice) -> Iterator[Breach]:
    for bucket in _TAXED:
        net, vat = invoice.number("FA3-" + bucket), invoice.number("FA3-" + BUCKETS[bucket][0])
        if net is None or vat is None:
            continue
        due = sorted(net * rate / _PERCENT for rate in _rates(invoice, bucket))
        if not due[0] - _tolerance(invoice) <= vat <= due[-1] + _tolerance(invoice):
            place = invoice.all("FA3-" + BUCKETS[bucket][0])[0]
            rate = "/".join(str(rate) for rate in _rates(invoice, bucket))
            yield at(place, element=BUCKETS[bucket][0], value=str(vat), net=str(net), rate=rate, expected=str(due[0].quantize(GROSZ)))


def _total(invoice: Invoice) -> Iterator[Breach]:
    """P_15 is everything without VAT and the VAT on it; a simplified invoice and its correction may state P_15 alone."""
    stated = [id for id in BUCKETS if invoice.has("FA3-" + id)]
    total = invoice.number("FA3-P_15")
    if total is None or (not stated and kind(invoice) in ("UPR", "KOR", "")):
        return
    expected = sum((amount(invoice, id) + (amount(invoice, BUCKETS[id][0]) if BUCKETS[id][0] else ZERO) for id in stated), ZERO)
    if abs(expected - total) > GROSZ:
        yield at(invoice.all("FA3-P_15")[0], value=str(total), expected=str(expected))


def _line_sums(invoice: Invoice) -> Iterator[Breach]:
    """The lines of a rate add up to its total. Final invoices list what was delivered, advance invoices have no lines: not these."""
    if kind(invoice) not in ("VAT", "KOR", "UPR") or not lines(invoice):
        return
    margin = uses_margin(invoice)
    net: dict[str, Decimal] = {}
    gross: dict[str, Decimal] = {}
    for line in lines(invoice):
        bucket = bucket_of(line, margin=margin)
        sign = -1 if line.text("FA3-StanPrzed") == "1" else 1
        if not bucket:
            return
        if (value := line.number("FA3-P_11")) is not None:
            net[bucket] = net.get(bucket, ZERO) + sign * value
        elif (value := line.number("FA3-P_11A")) is not None:
            gross[bucket] = gross.get(bucket, ZERO) + sign * value
        else:
            return
    tolerance = max(GROSZ, GROSZ / 2 * len(lines(invoice)))
    for bucket, (vat, _, _) in BUCKETS.items():
        if bucket in net and bucket in gross:
            continue
        total = amount(invoice, bucket) + (amount(invoice, vat) if bucket in gross and vat else ZERO)
        added = gross[bucket] if bucket in gross else net.get(bucket, ZERO)
        if abs(added - total) > tolerance:
            place: Term | Group = invoice.first("FA3-" + bucket) or invoice
            yield at(place, element=bucket, value=str(total), expected=str(added))


def _vat_in_zloty(invoice: Invoice) -> Iterator[Breach]:
    """Art. 106e sec. 11: VAT is stated in PLN whatever the currency of the invoice."""
    currency = invoice.text("BT-5")
    for n in range(1, 5):
        vat, local = invoice.first(f"FA3-P_14_{n}"), invoice.first(f"FA3-P_14_{n}W")
        if currency not in ("", "PLN") and vat is not None and local is None and invoice.number(f"FA3-P_14_{n}"):
            yield at(vat, element=f"P_14_{n}W", currency=currency)


def _zloty_twice(invoice: Invoice) -> Iterator[Breach]:
    if invoice.text("BT-5") == "PLN":
        for n in range(1, 5):
            for local in invoice.all(f"FA3-P_14_{n}W"):
                yield at(local, element=f"P_14_{n}W")


def _converted(invoice: Invoice) -> Iterator[Breach]:
    """P_14_xW is the VAT of the lines, each at its rate of exchange (KursWaluty), or that of the advance (KursWalutyZ)."""
    for bucket in _TAXED:
        vat, local = BUCKETS[bucket][0], BUCKETS[bucket][0] + "W"
        stated, foreign = invoice.number("FA3-" + local), invoice.number("FA3-" + vat)
        if stated is None or foreign is None:
            continue
        common = invoice.number("FA3-KursWalutyZ")
        expected = foreign * common if common is not None else _converted_lines(invoice, bucket)
        slack = GROSZ * 2 + GROSZ * 3 * len(lines(invoice))  # each line's VAT is rounded before it is converted
        if expected is not None and abs(stated - expected) > slack:
            yield at(invoice.all("FA3-" + local)[0], element=local, value=str(stated), expected=str(expected.quantize(GROSZ)))


def _converted_lines(invoice: Invoice, bucket: str) -> Decimal | None:
    """The VAT of a total's lines in zloty; None where a line does not say enough."""
    total = ZERO
    found = [line for line in lines(invoice) if bucket_of(line, margin=False) == bucket]
    for line in found:
        exchange, net, gross = (line.number("FA3-" + name) for name in ("KursWaluty", "P_11", "P_11A"))
        rate = Decimal(line.text("FA3-P_12"))
        if exchange is None or (net is None and gross is None):
            return None
        vat = net * rate / _PERCENT if net is not None else (gross or ZERO) * rate / (_PERCENT + rate)
        total += vat * exchange * (-1 if line.text("FA3-StanPrzed") == "1" else 1)
    return total if found else None


def _exchange_rate_place(invoice: Invoice) -> Iterator[Breach]:
    """KursWalutyZ belongs to advance invoices, KursWaluty to lines in a foreign currency."""
    common = invoice.first("FA3-KursWalutyZ")
    if common is not None and (kind(invoice) not in ("ZAL", "KOR_ZAL") or invoice.text("BT-5") == "PLN"):
        yield at(common, element="KursWalutyZ", value=common.value)
    if invoice.text("BT-5") == "PLN":
        for line in lines(invoice):
            if line.has("FA3-KursWaluty"):
                yield at(line.all("FA3-KursWaluty")[0], element="KursWaluty", value=line.text("FA3-KursWaluty"))


def _agreed_currency(invoice: Invoice) -> Iterator[Breach]:
    """The agreed currency (WalutaUmowna) is by definition not the zloty (information sheet)."""
    for group in invoice.walk():
        for id in ("FA3-WalutaUmowna", "FA3-KodWalutyUmownej"):
            for term in group.all(id):
                if term.value == "PLN":
                    yield at(term, value=term.value)


def _settlement(invoice: Invoice) -> Iterator[Breach]:
    for settlement in invoice.sub("FA3-Rozliczenie"):
        charges = sum((part.number("FA3-Kwota") or ZERO for part in settlement.sub("FA3-Obciazenia")), ZERO)
        deductions = sum((part.number("FA3-Kwota") or ZERO for part in settlement.sub("FA3-Odliczenia")), ZERO)
        due = amount(invoice, "P_15") + charges - deductions
        for id, expected in (
            ("SumaObciazen", charges),
            ("SumaOdliczen", deductions),
            ("DoZaplaty", due),
            ("DoRozliczenia", abs(due)),
        ):
            stated = settlement.number("FA3-" + id)
            if stated is not None and abs(stated - expected) > GROSZ:
                yield at(settlement.all("FA3-" + id)[0], element=id, value=str(stated), expected=str(expected))


def _order(invoice: Invoice) -> Iterator[Breach]:
    """The value of the order is that of its lines with VAT, after the correction where there is one."""
    for order in invoice.sub("FA3-Zamowienie"):
        stated = order.number("FA3-WartoscZamowienia")
        rows = [row for row in order.sub("FA3-ZamowienieWiersz") if row.text("FA3-StanPrzedZ") != "1"]
        if stated is None or any(row.number("FA3-P_11NettoZ") is None for row in rows):
            continue
        expected = sum(((row.number("FA3-P_11NettoZ") or ZERO) + (row.number("FA3-P_11VatZ") or ZERO) for row in rows), ZERO)
        if abs(stated - expected) > max(2 * GROSZ, GROSZ / 2 * len(rows)):
            yield at(order.all("FA3-WartoscZamowienia")[0], value=str(stated), expected=str(expected))


RULES: dict[str, tuple[str, Judge]] = {
    "KSEF-TAX": ("fatal", _tax),
    "KSEF-TOTAL": ("fatal", _total),
    "KSEF-LINE-SUM": ("fatal", _line_sums),
    "KSEF-VAT-PLN": ("fatal", _vat_in_zloty),
    "KSEF-VAT-PLN-TWICE": ("fatal", _zloty_twice),
    "KSEF-VAT-PLN-AMOUNT": ("fatal", _converted),
    "KSEF-EXCHANGE-RATE": ("warning", _exchange_rate_place),
    "KSEF-AGREED-CURRENCY": ("fatal", _agreed_currency),
    "KSEF-SETTLEMENT": ("fatal", _settlement),
    "KSEF-ORDER-VALUE": ("fatal", _order),
}
