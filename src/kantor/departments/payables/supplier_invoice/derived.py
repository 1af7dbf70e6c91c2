"""What follows from the fields that were found on pages: the amount to pay, the country, terms and address, VAT by rate."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kantor.engines import extracting
from kantor.engines.extracting import Found, Item, Sheet, TaxRow
from kantor.words import Source, Value
from kantor.words.field import number

SUMS = ("net", "vat", "gross")


def derive(values: dict[str, Value], sheet: Sheet) -> None:
    """Adds what the other values and the sentences about payment say; a value that was found stays."""
    if gross := values.get("gross"):
        values.setdefault("payable", gross)
    stated = values.get("supplier_vat_id") or values.get("iban")
    if stated and (country := _country(stated.text)):
        values.setdefault("supplier_country", stated._replace(text=country))
    issued = values.get("issued_on")
    for key, found in extracting.terms(sheet, issued.text if issued else "").items():
        values.setdefault(key, _value(found))
    name = values.get("supplier_name")
    if name and (lives := extracting.address(sheet, name.text)):
        values.setdefault("supplier_address", _value(lives))


def _value(found: Found) -> Value:
    return Value(found.value, Source("page", "", found.page, found.box), found.confidence)


def _country(text: str) -> str:
    """The country that a VAT id or an IBAN begins with; an NPWP is digits alone."""
    if text.isdigit():
        return "ID"
    prefix = {"EL": "GR", "XI": "GB"}.get(text[:2], text[:2])
    return prefix if prefix.isalpha() else ""


def taxes(values: Mapping[str, Value], sheet: Sheet, items: Sequence[Item]) -> tuple[dict[str, Value], ...]:
    """The rows of VAT: those of several rates as they stand on the paper, else one where net and VAT make the gross amount and the rate
    is one that a country of the house has."""
    net, vat, gross = (number(values[key].text) if key in values else None for key in SUMS)
    if net is None or vat is None or gross is None or net <= 0 or net + vat != gross:
        return ()
    if several := extracting.tax_rows(sheet, items, net=net, vat=vat):
        return tuple(_row(values, sheet, row) for row in several)
    rate = (vat * 100 / net).quantize(Decimal(1))
    if abs(net * rate / 100 - vat) > Decimal("0.05") + net / 10_000:
        return ()
    return (_row(values, sheet, TaxRow(rate, net, vat, None)),)


def _row(values: Mapping[str, Value], sheet: Sheet, row: TaxRow) -> dict[str, Value]:
    """As sure as the least sure of the sums that it is a part of."""
    sure = min(values[key].confidence for key in SUMS)
    source = values["vat"].source._replace(path="")
    if row.line is not None:
        line = sheet.lines[row.line]
        source = Source("page", "", line.page, line.box(0, len(line.tokens)))
    told = {"category": "S" if row.amount else "E", "rate": f"{row.rate:f}", "base": f"{row.base:.2f}", "amount": f"{row.amount:.2f}"}
    return {key: Value(text, source, sure) for key, text in told.items()}
