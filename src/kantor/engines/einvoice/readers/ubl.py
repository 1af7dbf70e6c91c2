"""Reads UBL 2.1 invoices and credit notes into the semantic invoice, walking the tree once with a table of what each element means.

Beyond the business terms a few things are kept because rules judge them:
`scheme` of a VAT category code (BT-95, BT-102, BT-118, BT-151) is its TaxScheme/ID, as is `name` of a tax identifier (BT-31, BT-32, BT-48, BT-63);
`UBL-TaxTotal` (one for each TaxTotal): its `UBL-TaxAmount` and the `UBL-TaxSubtotalAmount`s below it; `UBL-LegalMonetaryTotal` (empty) where that
element stands; `UBL-DocumentTypeCode` of a BG-24 or a line's object reference; `UBL-AllowanceCharge`: one whose ChargeIndicator says neither;
`UBL-BuyerTaxRegistration` and `UBL-RepresentativeTaxRegistration`: tax identifiers of those parties that are not for VAT.
"""

import re
from collections.abc import Callable

from lxml import etree

from kantor.engines.einvoice.model import Group, Invoice, Term
from kantor.engines.einvoice.readers.ubl_shapes import (
    ALLOWANCE,
    CHARGE,
    GROUP,
    INTO,
    LINE_ALLOWANCE,
    LINE_CHARGE,
    ROOT,
    TAX_SUBTOTAL,
    TERM,
    Part,
    Shape,
    clark,
)
from kantor.engines.einvoice.readers.xml import local_name, text_of

_ID = clark("cbc:ID")
_PERCENT = clark("cbc:Percent")
_TAX_SCHEME = f"{clark('cac:TaxScheme')}/{_ID}"
_PARTY = clark("cac:Party")
_INDICATOR = clark("cbc:ChargeIndicator")
_DOCUMENT_TYPE = clark("cbc:DocumentTypeCode")
_TAX_CATEGORY = clark("cac:ClassifiedTaxCategory")
_TAX_AMOUNT = clark("cbc:TaxAmount")
_NOTE_SUBJECT = re.compile(r"#([A-Z]{3})#")


def read_root(root: etree._Element) -> Invoice:
    """The invoice below an `Invoice` or `CreditNote` element of UBL 2.1; whatever is missing stays missing."""
    kind = local_name(root)
    invoice = Invoice("UBL", kind, f"/{kind}")
    _fill(invoice, root, invoice.path, ROOT)
    _place_tax_totals(invoice)
    _place_creditor_identifier(invoice)
    return invoice


def _fill(group: Group, element: etree._Element, path: str, shape: Shape) -> None:
    seen: dict[str, int] = {}
    for child in element:
        tag = child.tag
        part = shape.get(tag)
        if part is None:
            continue
        position = seen[tag] = seen.get(tag, 0) + 1
        place = f"{path}/{part.name}[{position}]" if part.many or position > 1 else f"{path}/{part.name}"
        kind = part.kind
        if kind == TERM:
            group.add(part.id, _term(child, place))
        elif kind == GROUP:
            _fill(group.open(part.id, place), child, place, part.shape or {})
        elif kind == INTO:
            _fill(group, child, place, part.shape or {})
        else:
            _SPECIAL[part.special](group, child, place, part)


def _term(element: etree._Element, path: str) -> Term:
    text = element.text
    attributes = element.items()
    if not attributes:
        return Term(text.strip() if text else "", path)
    stated = dict(attributes)
    return Term(
        text.strip() if text else "",
        path,
        stated.get("schemeID", stated.get("listID")),
        stated.get("listVersionID"),
        stated.get("currencyID") or stated.get("unitCode") or stated.get("mimeCode"),
        stated.get("filename") or stated.get("name"),
    )


def _party(group: Group, element: etree._Element, path: str, part: Part) -> None:
    for party in element.iterchildren(_PARTY):
        place = f"{path}/cac:Party"
        _fill(group.open(part.id, place), party, place, part.shape or {})


def _seller_identification(group: Group, element: etree._Element, path: str, part: Part) -> None:
    """An identifier of seller or payee; under the scheme SEPA it is the bank assigned creditor identifier (BT-90)."""
    for identifier in element.iterchildren(_ID):
        term = _term(identifier, f"{path}/cbc:ID")
        group.add("BT-90" if term.scheme == "SEPA" else part.id, term)


def _tax_registration(group: Group, element: etree._Element, path: str, part: Part) -> None:
    for_vat, other = part.id.split()
    scheme = text_of(found) if (found := element.find(_TAX_SCHEME)) is not None else None
    for identifier in element.iterchildren(clark("cbc:CompanyID")):
        term = _term(identifier, f"{path}/cbc:CompanyID")
        group.add(for_vat if (scheme or "").upper() == "VAT" else other, term._replace(name=scheme))


def _tax_category(group: Group, element: etree._Element, path: str, part: Part) -> None:
    """A VAT category; its code carries the tax scheme it belongs to."""
    code, rate, *reasons = part.id.split()
    scheme = text_of(found) if (found := element.find(_TAX_SCHEME)) is not None else None
    for child in element:
        if child.tag == _ID:
            group.add(code, Term(text_of(child), f"{path}/cbc:ID", scheme))
        elif child.tag == _PERCENT:
            group.add(rate, _term(child, f"{path}/cbc:Percent"))
        elif reasons and child.tag == clark("cbc:TaxExemptionReason"):
            group.add(reasons[0], _term(child, f"{path}/cbc:TaxExemptionReason"))
        elif reasons and child.tag == clark("cbc:TaxExemptionReasonCode"):
            group.add(reasons[1], _term(child, f"{path}/cbc:TaxExemptionReasonCode"))


def _quantity(group: Group, element: etree._Element, path: str, part: Part) -> None:
    quantity, unit = part.id.split()
    group.add(quantity, _term(element, path))
    stated = element.get("unitCode")
    if stated is not None:
        group.add(unit, Term(stated.strip(), f"{path}/@unitCode"))


def _payment_code(group: Group, element: etree._Element, path: str, part: Part) -> None:
    code, name = part.id.split()
    group.add(code, _term(element, path))
    stated = element.get("name")
    if stated is not None:
        group.add(name, Term(stated.strip(), f"{path}/@name"))


def _note(group: Group, element: etree._Element, path: str, part: Part) -> None:
    """UBL writes the subject code of a note in front of it, as `#AAI#General information`."""
    note = group.open(part.id, path)
    term = _term(element, path)
    subject = _NOTE_SUBJECT.match(term.value)
    if subject:
        note.add("BT-21", Term(subject[1], path))
        term = term._replace(value=term.value[subject.end() :].strip())
    note.add("BT-22", term)


def _invoicing_period(group: Group, element: etree._Element, path: str, part: Part) -> None:
    codes = list(element.iterchildren(clark("cbc:DescriptionCode")))
    for code in codes:
        group.add("BT-8", _term(code, f"{path}/cbc:DescriptionCode"))
    if len(element) > len(codes) or not codes:
        _fill(group.open(part.id, path), element, path, part.shape or {})


def _document(group: Group, element: etree._Element, path: str, part: Part) -> None:
    """A supporting document, or - by its type code - the invoiced object (130) or a credit note's project (50)."""
    kind = text_of(found) if (found := element.find(_DOCUMENT_TYPE)) is not None else ""
    identifier = element.find(_ID)
    if identifier is not None and kind == "130":
        group.add("BT-18", _term(identifier, f"{path}/cbc:ID"))
    elif identifier is not None and kind == "50" and group.path == "/CreditNote":
        group.add("BT-11", _term(identifier, f"{path}/cbc:ID"))
    else:
        _fill(group.open(part.id, path), element, path, part.shape or {})


def _allowance(group: Group, element: etree._Element, path: str, part: Part) -> None:
    _open_allowance(group, element, path, {False: ("BG-20", ALLOWANCE), True: ("BG-21", CHARGE)})


def _line_allowance(group: Group, element: etree._Element, path: str, part: Part) -> None:
    _open_allowance(group, element, path, {False: ("BG-27", LINE_ALLOWANCE), True: ("BG-28", LINE_CHARGE)})


def _open_allowance(group: Group, element: etree._Element, path: str, meanings: dict[bool, tuple[str, Shape]]) -> None:
    indicator = element.find(_INDICATOR)
    stated = text_of(indicator) if indicator is not None else ""
    id, shape = meanings[stated in ("true", "1")]
    if stated not in ("true", "1", "false", "0"):
        id = "UBL-AllowanceCharge"
    _fill(group.open(id, path), element, path, shape)


def _tax_subtotal(group: Group, element: etree._Element, path: str, part: Part) -> None:
    for amount in element.iterchildren(_TAX_AMOUNT):
        group.add("UBL-TaxSubtotalAmount", _term(amount, f"{path}/cbc:TaxAmount"))
    _fill(group.open(part.id, path), element, path, TAX_SUBTOTAL)


def _totals(group: Group, element: etree._Element, path: str, part: Part) -> None:
    group.open(part.id, path)
    _fill(group, element, path, part.shape or {})


def _item(group: Group, element: etree._Element, path: str, part: Part) -> None:
    """The item (BG-31); its VAT category belongs to the line (BG-30)."""
    _fill(group.open("BG-31", path), element, path, part.shape or {})
    for position, category in enumerate(element.iterchildren(_TAX_CATEGORY), 1):
        place = f"{path}/cac:ClassifiedTaxCategory[{position}]"
        _tax_category(group.open("BG-30", place), category, place, _CLASSIFIED)


def _due_date(group: Group, element: etree._Element, path: str, part: Part) -> None:
    group.add(part.id, _term(element, path))


_CLASSIFIED = Part("cac:ClassifiedTaxCategory", GROUP, "BT-151 BT-152", None, True, "")
_SPECIAL: dict[str, Callable[[Group, etree._Element, str, Part], None]] = {
    "allowance": _allowance,
    "document": _document,
    "due_date": _due_date,
    "invoicing_period": _invoicing_period,
    "item": _item,
    "line_allowance": _line_allowance,
    "note": _note,
    "party": _party,
    "payment_code": _payment_code,
    "quantity": _quantity,
    "seller_identification": _seller_identification,
    "tax_category": _tax_category,
    "tax_registration": _tax_registration,
    "tax_subtotal": _tax_subtotal,
    "totals": _totals,
}


def _place_tax_totals(invoice: Invoice) -> None:
    """Sort tax totals into BT-110 and BT-111 by currency, and lift the VAT breakdown and a credit note's due date to the invoice."""
    accounting = invoice.text("BT-6")
    for total in invoice.sub("UBL-TaxTotal"):
        for amount in total.all("UBL-TaxAmount"):
            foreign = accounting and amount.unit == accounting and accounting != invoice.text("BT-5")
            invoice.add("BT-111" if foreign else "BT-110", amount)
        breakdown = total.groups.pop("BG-23", None)
        if breakdown:
            invoice.groups.setdefault("BG-23", []).extend(breakdown)
    for means in invoice.sub("BG-16"):
        for due in means.terms.pop("BT-9", ()):
            invoice.add("BT-9", due)


def _place_creditor_identifier(invoice: Invoice) -> None:
    """The creditor identifier (BT-90) stands with the seller or the payee; it belongs to the direct debits (BG-19), if there are any."""
    debits = [debit for means in invoice.sub("BG-16") for debit in means.sub("BG-19")]
    for party in (*invoice.sub("BG-4"), *invoice.sub("BG-10")):
        for term in party.terms.pop("BT-90", ()):
            for place in debits or [invoice]:
                place.add("BT-90", term)
