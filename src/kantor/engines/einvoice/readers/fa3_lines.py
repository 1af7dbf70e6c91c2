"""Derives the business terms of an FA(3) line: quantity and unit, net amount, price, allowance, VAT and item.

A line that shows the state before a correction (StanPrzed) counts with the opposite sign: the lines of a correction add up to its totals.
A line with gross amounts only (P_9B, P_11A; art. 106e sec. 7 and 8 of the VAT act) gets its net amount from the rate.
"""

from decimal import ROUND_HALF_UP, Decimal

from kantor.engines.einvoice.model import Group, Invoice, Term, exact
from kantor.engines.einvoice.readers.fa3_terms import BUCKETS, RATES

CENT = Decimal("0.01")


def complete_lines(invoice: Invoice) -> None:
    currency = invoice.text("BT-5") or None
    for line in invoice.sub("BG-25"):
        _complete(line, currency)


def rate_of(invoice: Invoice, bucket: str) -> str:
    """The percentage of a total: that of the first line that belongs to it, else the one in force; '' where VAT does not apply."""
    category, rates = BUCKETS[bucket][1], BUCKETS[bucket][2]
    if category != "S":
        return "" if category == "O" else "0"
    for line in invoice.sub("BG-25"):
        if rates and line.text("FA3-P_12") in rates:
            return line.text("FA3-P_12")
        if not rates and line.has("FA3-P_12_XII"):
            return line.text("FA3-P_12_XII")
    return rates[0] if rates else ""


def _complete(line: Group, currency: str | None) -> None:
    sign = -1 if line.text("FA3-StanPrzed") == "1" else 1
    unit = line.first("FA3-P_8A")
    quantity = line.first("FA3-P_8B")
    if quantity is not None:
        line.add("BT-129", _signed(quantity, sign)._replace(unit=unit.value if unit else None))
    if unit is not None:
        line.add("BT-130", unit)
    _vat(line)
    amount = line.first("FA3-P_11") or _net(line, currency)
    if amount is not None:
        line.add("BT-131", _signed(amount, sign))
    _price(line, sign)
    _item(line)


def _signed(term: Term, sign: int) -> Term:
    number = exact(term.value) if sign < 0 else None
    return term if number is None else term._replace(value=str(-number))


def _net(line: Group, currency: str | None) -> Term | None:
    """The net amount of a line that states a gross one: less its VAT, else by the rate; under a margin scheme the gross itself."""
    gross, vat = line.number("FA3-P_11A"), line.number("FA3-P_11Vat")
    if gross is None:
        return None
    if vat is None:
        percent = line.number("FA3-P_12_XII") or exact(RATES.get(line.text("FA3-P_12"), ("", "0"))[1]) or Decimal(0)
        net = (gross * 100 / (100 + percent)).quantize(CENT, ROUND_HALF_UP)
    else:
        net = gross - vat
    return Term(str(net), line.all("FA3-P_11A")[0].path, unit=currency)


def _vat(line: Group) -> None:
    rate, other = line.first("FA3-P_12"), line.first("FA3-P_12_XII")
    if rate is None and other is None:
        return
    vat = line.open("BG-30", (rate or other or line).path)
    if rate is not None and rate.value in RATES:
        category, percent = RATES[rate.value]
        vat.add("BT-151", rate._replace(value=category))
        if percent:
            vat.add("BT-152", rate._replace(value=percent))
    elif other is not None:
        vat.add("BT-151", other._replace(value="S"))
        vat.add("BT-152", other)


def _price(line: Group, sign: int) -> None:
    price = line.first("FA3-P_9A")
    if price is None and (gross := line.first("FA3-P_9B")) is not None:
        net, quantity = line.number("BT-131"), line.number("BT-129")
        if net is not None and quantity:
            price = gross._replace(value=str((net / quantity).quantize(Decimal("0.00000001"), ROUND_HALF_UP).normalize()))
    if price is None:
        return
    line.open("BG-29", price.path).add("BT-146", price)
    discount = line.first("FA3-P_10")
    quantity, unit_price, net = line.number("BT-129"), exact(price.value), line.number("BT-131")
    if discount is not None and quantity is not None and unit_price is not None and net is not None:
        # P_10 is stated for the line by some programs and for the unit by others; the difference tells the amount that was taken off.
        line.open("BG-27", discount.path).add("BT-136", discount._replace(value=str((quantity * unit_price - net) * sign)))


def _item(line: Group) -> None:
    name = line.first("FA3-P_7")
    item = line.open("BG-31", name.path if name else line.path)
    for source, id, scheme in (
        ("FA3-P_7", "BT-153", None),
        ("FA3-Indeks", "BT-155", None),
        ("FA3-GTIN", "BT-157", "0160"),
        ("FA3-CN", "BT-158", "HS"),
        ("FA3-PKWiU", "BT-158", "ZZZ"),
    ):
        term = line.first(source)
        if term is not None:
            item.add(id, term._replace(scheme=scheme))
