"""Reads invoice data - UBL, CII, FA(3), Coretax, or the XML in a PDF - into the fields of the form; `pages.py` reads mere pages."""

from collections.abc import Sequence
from decimal import Decimal

from kantor.countries import address_lines, as_iban
from kantor.engines import einvoice
from kantor.engines.einvoice import Group, Invoice, Term
from kantor.engines.einvoice.model import exact
from kantor.engines.reading import OFFICE
from kantor.words import NOBODY, ReadFile, Reading, Source, Unreadable, Value

PICTURES = ("image/png", "image/jpeg", "image/tiff", "image/webp")
XML = ("application/xml", "text/xml")

Places = dict[str, tuple[str, ...]]
# field -> where the standard puts it: groups from the root, then the business term (EN 16931-1)
HEAD: Places = {
    "supplier_name": ("BG-4", "BT-27"),
    "supplier_vat_id": ("BG-4", "BT-31"),
    "supplier_tax_number": ("BG-4", "BT-32"),
    "supplier_country": ("BG-4", "BG-5", "BT-40"),
    "iban": ("BG-16", "BG-17", "BT-84"),
    "bic": ("BG-16", "BG-17", "BT-86"),
    "number": ("BT-1",),
    "issued_on": ("BT-2",),
    "type_code": ("BT-3",),
    "currency": ("BT-5",),
    "due_on": ("BT-9",),
    "buyer_reference": ("BT-10",),
    "order_number": ("BT-13",),
    "terms": ("BT-20",),
    "preceding_number": ("BG-3", "BT-25"),
    "buyer_name": ("BG-7", "BT-44"),
    "buyer_vat_id": ("BG-7", "BT-48"),
    "delivered_on": ("BG-13", "BT-72"),
    "remittance": ("BG-16", "BT-83"),
    "payment_means": ("BG-16", "BT-81"),
    "net": ("BT-109",),
    "vat": ("BT-110",),
    "luxury_tax": ("CTX-TotalSTLG",),
    "local_currency": ("BT-6",),
    "local_vat": ("BT-111",),
    "gross": ("BT-112",),
    "prepaid": ("BT-113",),
    "rounding": ("BT-114",),
    "payable": ("BT-115",),
    "profile": ("BT-24",),
    "national_code": ("CTX-TrxCode",),
}
STREET = ("BT-35", "BT-36", "BT-162")
ADDRESS = (*STREET, "BT-38", "BT-37")
LINE: Places = {
    "no": ("BT-126",),
    "quantity": ("BT-129",),
    "net": ("BT-131",),
    "order_line": ("BT-132",),
    "price": ("BG-29", "BT-146"),
    "price_quantity": ("BG-29", "BT-149"),
    "category": ("BG-30", "BT-151"),
    "rate": ("BG-30", "BT-152"),
    "name": ("BG-31", "BT-153"),
    "article": ("BG-31", "BT-155"),
    "buyer_article": ("BG-31", "BT-156"),
    "standard_article": ("BG-31", "BT-157"),
}
TAX: Places = {
    "category": ("BT-118",),
    "rate": ("BT-119",),
    "base": ("BT-116",),
    "amount": ("BT-117",),
    "reason": ("BT-120",),
}

Layout = tuple[tuple[tuple[str, ...], tuple[tuple[str, str], ...]], ...]


def _by_group(places: Places) -> Layout:
    """The groups that hold fields, each with its fields and their terms: a group is looked for once."""
    groups: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for key, (*path, id) in places.items():
        groups.setdefault(tuple(path), []).append((key, id))
    return tuple((path, tuple(fields)) for path, fields in groups.items())


_HEAD, _LINE, _TAX = _by_group(HEAD), _by_group(LINE), _by_group(TAX)


def prepare() -> None:
    """What reading needs from disk, opened before the sandbox closes."""
    einvoice.prepare()


def recognise(file: ReadFile) -> float:
    """XML that no other type knows for its own, a PDF, a picture or an office file: somebody's invoice until a person says otherwise."""
    if file.media_type in XML:
        return 0.95
    if file.media_type == "application/pdf":
        return 0.9
    return 0.6 if file.media_type in PICTURES or file.media_type in OFFICE else 0.0


def read(file: ReadFile) -> Sequence[Reading]:
    """One reading for each invoice in the file; an empty one where there are only pages. Raises Unreadable for broken data."""
    if file.media_type in PICTURES or file.media_type in OFFICE:
        return [Reading(reader=NOBODY)]
    try:
        return [reading_of(invoice) for invoice in einvoice.read_all(file.data)]
    except einvoice.Unreadable as error:
        if error.key == "no_invoice_data":
            return [Reading(reader=NOBODY)]
        raise Unreadable(f"einvoice.{error.key}", error.evidence) from error


def reading_of(invoice: Invoice) -> Reading:
    """The fields of the form from the semantic invoice, and what the official rules say about it as a table."""
    values = _values(invoice, _HEAD)
    iban = _account(invoice)
    if iban:
        values["iban"] = _value(iban._replace(value=as_iban(iban.value, _seller_country(values))))
    if address := _address(invoice, _seller_country(values)):
        values["supplier_address"] = address
    if invoice.kind == "CreditNote" and "type_code" not in values:
        values["type_code"] = Value("381", Source("xml", invoice.path))
    if "payable" not in values and "gross" in values:
        values["payable"] = values["gross"]
    if "luxury_tax" in values and not Decimal(values["luxury_tax"].text):
        del values["luxury_tax"]
    if surcharges := _surcharges(invoice):
        values["surcharges"] = surcharges
    if rate := _stated_rate(invoice):
        values["stated_rate"] = _value(rate)
    tables = {
        "lines": tuple(_line(line) for line in invoice.sub("BG-25")),
        "taxes": _taxes(invoice),
        "official": tuple(_official(finding) for finding in einvoice.check(invoice)),
    }
    return Reading(reader=invoice.syntax, values=values, tables=tables)


def _surcharges(invoice: Invoice) -> Value | None:
    """What is to be paid beside the invoice's own amount: deposits and the like (FA(3) SumaObciazen), or what is collected for somebody
    else (XRechnung extension, BG-DEX-09)."""
    settlement = invoice.one("FA3-Rozliczenie")
    stated = settlement.first("FA3-SumaObciazen") if settlement else None
    if stated is not None:
        return _value(stated)
    collected = [term for payment in invoice.sub("BG-DEX-09") if (term := payment.first("BT-DEX-002"))]
    total = sum((exact(term.value) or Decimal(0) for term in collected), Decimal(0))
    return Value(str(total), Source("xml", collected[0].path)) if total else None


def _stated_rate(invoice: Invoice) -> Term | None:
    """The rate that all lines of an FA(3) invoice state for its VAT (KursWaluty), None where they differ or say nothing."""
    rates = [term for line in invoice.sub("BG-25") if (term := line.first("FA3-KursWaluty"))]
    return rates[0] if rates and len({term.value for term in rates}) == 1 else None


def _address(invoice: Invoice, country: str) -> Value | None:
    """The seller's postal address (BG-5) in one line: streets and other lines, then postcode and town."""
    seller = invoice.one("BG-4")
    stated = seller.one("BG-5") if seller else None
    terms = {id: term for id in ADDRESS if stated and (term := stated.first(id)) and term.value}
    if stated is None or not terms:
        return None
    street = "\n".join(terms[id].value for id in STREET if id in terms)
    postcode, town = (terms[id].value if id in terms else "" for id in ("BT-38", "BT-37"))
    lines = address_lines(street=street, postcode=postcode, town=town, country=country)
    return Value(", ".join(lines), Source("xml", next(iter(terms.values())).path))


def _seller_country(values: dict[str, Value]) -> str:
    stated = values.get("supplier_country") or values.get("supplier_vat_id")
    return stated.text[:2].upper() if stated else ""


def _taxes(invoice: Invoice) -> tuple[dict[str, Value], ...]:
    """The VAT breakdown. Of a faktur pajak the base is the price: its `OtherTaxBase` is often 11/12 of that (PMK 131/2024)."""
    rows = tuple(_values(tax, _TAX) for tax in invoice.sub("BG-23"))
    if invoice.syntax != "CORETAX":
        return rows
    prices: dict[str, Decimal] = {}
    for line in invoice.sub("BG-25"):
        rate = line.text("CTX-VATRate")
        prices[rate] = prices.get(rate, Decimal(0)) + (line.number("CTX-TaxBase") or Decimal(0))
    return tuple({**row, "base": Value(str(price), Source("xml", invoice.path))} for row, price in zip(rows, prices.values(), strict=True))


def _line(line: Group) -> dict[str, Value]:
    row = _values(line, _LINE)
    quantity = line.first("BT-129")
    if unit := line.first("BT-130"):
        row["unit"] = _value(unit)
    elif quantity and quantity.unit:
        row["unit"] = Value(quantity.unit, Source("xml", quantity.path))
    per = Decimal(row["price_quantity"].text) if "price_quantity" in row and _is_number(row["price_quantity"].text) else Decimal(1)
    if per not in (0, 1) and "price" in row and _is_number(row["price"].text):
        row["price"] = Value(str(Decimal(row["price"].text) / per), row["price"].source)
    return row


def _official(finding: einvoice.Finding) -> dict[str, Value]:
    source = Source("xml", finding.path)
    row = {"rule": Value(finding.rule, source), "severity": Value(finding.severity, source)}
    row.update({f"evidence_{name}": Value(text, source) for name, text in finding.evidence.items()})
    return row


def _values(group: Group, layout: Layout) -> dict[str, Value]:
    found = {}
    for path, fields in layout:
        holder: Group | None = group
        for step in path:
            holder = holder.one(step) if holder else None
        for key, id in fields if holder else ():
            term = holder.first(id) if holder else None
            if term is not None and term.value:
                found[key] = _value(term)
    return found


def _value(term: Term) -> Value:
    return Value(term.value, Source("xml", term.path))


def _account(invoice: Invoice) -> Term | None:
    """The first account of any credit transfer."""
    for means in invoice.sub("BG-16"):
        for transfer in means.sub("BG-17"):
            if term := transfer.first("BT-84"):
                return term
    return None


def _is_number(text: str) -> bool:
    return exact(text) is not None
