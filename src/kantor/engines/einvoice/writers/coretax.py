"""Writes drafts of Indonesian sellers as the bulk that Coretax takes (TaxInvoiceBulk), all of one seller in one file."""

from collections.abc import Sequence
from decimal import Decimal

from kantor.engines.einvoice.writers.draft import Draft, DraftLine, rounded
from kantor.engines.einvoice.writers.elements import Element, file_of, maker

_make = maker({})
# UN/ECE rec. 20 -> unit of the Coretax list; anything else is "Lainnya".
_UNITS = {
    "KGM": "UM.0003",
    "GRM": "UM.0004",
    "LTR": "UM.0007",
    "MTK": "UM.0012",
    "MTR": "UM.0013",
    "C62": "UM.0018",
    "SET": "UM.0019",
    "H87": "UM.0021",
    "MON": "UM.0024",
    "DAY": "UM.0026",
    "HUR": "UM.0027",
}
_OTHER_UNIT = "UM.0033"
_SERVICE_UNITS = frozenset({"HUR", "DAY", "MON"})
HEAD_OFFICE = "000000"
# From 2025 the base is eleven twelfths of the price unless the goods are luxury (PMK 131/2024).
BASE_NUMERATOR, BASE_DENOMINATOR = 11, 12


def write(drafts: Sequence[Draft]) -> bytes:
    """The bulk. The rate of each line is that of the law, 12 %, whatever `Vat` says; drafts must have one seller."""
    sellers = {draft.seller.vat_id for draft in drafts}
    if len(sellers) != 1:
        raise ValueError("a bulk holds the invoices of one seller")
    root = _make("TaxInvoiceBulk", _make("TIN", sellers.pop()), _make("ListOfTaxInvoice", [_invoice(draft) for draft in drafts]))
    return file_of(root)


def _always(name: str, value: str = "") -> Element:
    """Coretax expects these elements even when they say nothing."""
    element = Element(name, {})
    element.text = value or None
    return element


def _invoice(draft: Draft) -> Element | None:
    buyer, town = draft.buyer, f"{draft.buyer.address.town} {draft.buyer.address.postcode}".strip()
    return _make(
        "TaxInvoice",
        _make("TaxInvoiceDate", draft.issued_on),
        _make("TaxInvoiceOpt", "Normal"),
        _make("TrxCode", draft.transaction_code),
        _always("AddInfo"),
        _always("CustomDoc"),
        _make("RefDesc", draft.number),
        _always("FacilityStamp"),
        _make("SellerIDTKU", draft.seller.vat_id + HEAD_OFFICE),
        _make("BuyerTin", buyer.vat_id),
        _make("BuyerDocument", "TIN"),
        _make("BuyerCountry", "IDN"),
        _always("BuyerDocumentNumber"),
        _make("BuyerName", buyer.name),
        _always("BuyerAdress", ", ".join(part for part in (buyer.address.street, town) if part)),
        _always("BuyerEmail", buyer.contact.email if buyer.contact else ""),
        _make("BuyerIDTKU", buyer.vat_id + HEAD_OFFICE),
        _make("ListOfGoodService", [_line(line, draft) for line in draft.lines]),
    )


def other_base(draft: Draft, line: DraftLine) -> Decimal:
    """The amount the 12 % are taken of."""
    return line.net if draft.transaction_code == "01" else rounded(line.net * BASE_NUMERATOR / BASE_DENOMINATOR)


def _line(line: DraftLine, draft: Draft) -> Element | None:
    base = other_base(draft, line)
    return _make(
        "GoodService",
        _make("Opt", "B" if line.unit in _SERVICE_UNITS else "A"),
        _make("Code", "000000"),
        _make("Name", line.name),
        _make("Unit", _UNITS.get(line.unit, _OTHER_UNIT)),
        _make("Price", line.price),
        _make("Qty", line.quantity),
        _make("TotalDiscount", line.discount),
        _make("TaxBase", line.net),
        _make("OtherTaxBase", base),
        _make("VATRate", 12),
        _make("VAT", rounded(base * 12 / 100)),
        _make("STLGRate", 0),
        _make("STLG", 0),
    )
