"""Reads UBL 2.1 invoices and credit notes into the semantic invoice, walking the tree once with a table of what each element means.

Beyond the business terms a few things are kept because rules judge them:
`scheme` of a VAT category code and rate (BT-95, BT-102, BT-118, BT-151 ...) is its TaxScheme/ID, as is `name` of a tax identifier (BT-31,
BT-32, BT-48, BT-63); `UBL-PartyTaxScheme` (one for each): what it lacks; `UBL-BuyerTaxRegistration`, `UBL-RepresentativeTaxRegistration`:
tax identifiers of those parties that are not for VAT; `UBL-CreditorID`: BT-90 where it stands, with seller or payee;
`UBL-TaxTotal` (one for each): its `UBL-TaxAmount` and the `UBL-TaxSubtotalAmount`s below it; `UBL-LegalMonetaryTotal`: where that stands;
`UBL-DocumentTypeCode` of a BG-24; `UBL-ObjectAttachment`, `UBL-ObjectDescription` of the invoiced object; `UBL-LineDocument`: a line's
reference that is not its object; `UBL-AllowanceCharge`: one whose ChargeIndicator says neither; `UBL-PaymentDueDate` of a BG-16;
`UBL-Attribute`: one that UBL has and EN 16931 does not; `UBL-Elsewhere…`: codes and amounts in elements that have no business term.
"""

import re
from collections.abc import Callable

from lxml import etree

from kantor.engines.einvoice.model import Group, Invoice, Term
from kantor.engines.einvoice.readers.places import path_of
from kantor.engines.einvoice.readers.ubl_shapes import (
    ALLOWANCE,
    CHARGE,
    ELSEWHERE,
    FOREIGN_ATTRIBUTES,
    GROUP,
    INTO,
    LINE_ALLOWANCE,
    LINE_CHARGE,
    PRECEDING,
    ROOT,
    TAX_SUBTOTAL,
    TERM,
    Part,
    Shape,
    clark,
)
from kantor.engines.einvoice.readers.xml import local_name, text_of

_ID = clark("cbc:ID")
_COMPANY_ID = clark("cbc:CompanyID")
_TAX_SCHEME = clark("cac:TaxScheme")
_PARTY = clark("cac:Party")
_INDICATOR = clark("cbc:ChargeIndicator")
_DOCUMENT_TYPE = clark("cbc:DocumentTypeCode")
_DESCRIPTION_CODE = clark("cbc:DescriptionCode")
_PRECEDING = clark("cac:InvoiceDocumentReference")
_NOT_OF_AN_OBJECT = {clark("cac:Attachment"): "UBL-ObjectAttachment", clark("cbc:DocumentDescription"): "UBL-ObjectDescription"}
_TAX_CATEGORY = clark("cac:ClassifiedTaxCategory")
_TAX_AMOUNT = clark("cbc:TaxAmount")
# The parts of a VAT category in the order of the ids in the tables.
_CATEGORY_PARTS = {clark(name): name for name in ("cbc:ID", "cbc:Percent", "cbc:TaxExemptionReason", "cbc:TaxExemptionReasonCode")}
_FOREIGN = frozenset(FOREIGN_ATTRIBUTES)
_tuple = tuple.__new__  # a Term without the detour through its keyword arguments: thousands are made for every invoice
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
    terms = group.terms
    for child in element:
        tag = child.tag
        part = shape.get(tag)
        if part is None:
            if isinstance(tag, str) and (tag in ELSEWHERE or len(child)):
                _keep_codes(group, child)
            continue
        position = seen[tag] = seen.get(tag, 0) + 1
        place = f"{path}/{part.name}[{position}]" if position > 1 or part.many else f"{path}/{part.name}"
        kind = part.kind
        if kind == TERM:
            term = _term(child, place, group)
            held = terms.get(part.id)
            if held is None:
                terms[part.id] = [term]
            else:
                held.append(term)
        elif kind == GROUP:
            _fill(group.open(part.id, place), child, place, part.shape)
        elif kind == INTO:
            _fill(group, child, place, part.shape)
        else:
            _SPECIAL[part.special](group, child, place, part)


def _keep_codes(group: Group, element: etree._Element) -> None:
    """Codes and amounts of an element that has no business term: the rules judge them wherever they stand."""
    for found in element.iter(*ELSEWHERE):
        id = ELSEWHERE[found.tag]
        if isinstance(id, dict):
            above = found.getparent()
            id = id.get(above.tag, "") if above is not None else ""
        if id:
            group.add(id, _term(found, path_of(found), group))


def _term(element: etree._Element, path: str, group: Group) -> Term:
    text = element.text
    value = text.strip() if text else ""
    stated_pairs = element.items()
    if not stated_pairs:
        return _tuple(Term, (value, path, None, None, None, None))
    attributes: dict[str, str] = dict(stated_pairs)  # type: ignore[arg-type]  # text documents have text attributes
    for name in attributes:
        if name in _FOREIGN:
            group.add("UBL-Attribute", Term(name, f"{path}/@{name}"))
    stated = attributes.get
    return _tuple(
        Term,
        (
            value,
            path,
            stated("schemeID", stated("listID")),
            stated("listVersionID"),
            stated("currencyID", stated("unitCode", stated("mimeCode"))),
            stated("filename"),
        ),
    )


def _party(group: Group, element: etree._Element, path: str, part: Part) -> None:
    party = element.find(_PARTY)
    if party is None:
        group.open(part.id, path)
    else:
        place = f"{path}/cac:Party"
        _fill(group.open(part.id, place), party, place, part.shape)


def _seller_identification(group: Group, element: etree._Element, path: str, part: Part) -> None:
    """An identifier of seller or payee; under the scheme SEPA it is the bank assigned creditor identifier (BT-90)."""
    for identifier in element.iterchildren(_ID):
        term = _term(identifier, f"{path}/cbc:ID", group)
        group.add("UBL-CreditorID" if term.scheme == "SEPA" else part.id, term)


def _tax_registration(group: Group, element: etree._Element, path: str, part: Part) -> None:
    for_vat, other = part.id.split()
    scheme = _tax_scheme(element)
    identifier = element.find(_COMPANY_ID)
    lacking = [name for name, found in (("cac:TaxScheme/cbc:ID", scheme), ("cbc:CompanyID", identifier)) if found is None]
    group.add("UBL-PartyTaxScheme", Term(", ".join(lacking), path))
    if identifier is not None:
        term = _term(identifier, f"{path}/cbc:CompanyID", group)
        group.add(for_vat if (scheme or "").upper() == "VAT" else other, term._replace(name=scheme))


def _tax_scheme(element: etree._Element) -> str | None:
    """The identifier of the tax that a registration or category belongs to."""
    for child in element.iterchildren(_TAX_SCHEME):
        for identifier in child.iterchildren(_ID):
            return text_of(identifier)
    return None


def _tax_category(group: Group, element: etree._Element, path: str, part: Part) -> None:
    """A VAT category; its code and rate carry the tax scheme it belongs to."""
    ids = dict(zip(_CATEGORY_PARTS, part.id.split(), strict=False))
    scheme = _tax_scheme(element)
    for child in element:
        name = _CATEGORY_PARTS.get(child.tag)
        id = ids.get(child.tag)
        if name and id:
            group.add(id, _term(child, f"{path}/{name}", group)._replace(scheme=scheme))


def _quantity(group: Group, element: etree._Element, path: str, part: Part) -> None:
    quantity, unit = part.id.split()
    group.add(quantity, _term(element, path, group))
    stated = element.get("unitCode")
    if stated is not None:
        group.add(unit, Term(stated.strip(), f"{path}/@unitCode"))


def _payment_code(group: Group, element: etree._Element, path: str, part: Part) -> None:
    code, name = part.id.split()
    group.add(code, Term(text_of(element), path))
    stated = element.get("name")
    if stated is not None:
        group.add(name, Term(stated.strip(), f"{path}/@name"))


def _note(group: Group, element: etree._Element, path: str, part: Part) -> None:
    """UBL writes the subject code of a note in front of it, as `#AAI#General information`."""
    note = group.open(part.id, path)
    term = _term(element, path, note)
    subject = _NOTE_SUBJECT.match(term.value)
    if subject:
        note.add("BT-21", Term(subject[1], path))
        term = term._replace(value=term.value[subject.end() :].strip())
    note.add("BT-22", term)


def _invoicing_period(group: Group, element: etree._Element, path: str, part: Part) -> None:
    """A period, or just the tax point code that UBL writes into it."""
    code = element.find(_DESCRIPTION_CODE)
    if code is not None:
        group.add("BT-8", _term(code, f"{path}/cbc:DescriptionCode", group))
    if code is None or any(child.tag in part.shape for child in element):
        _fill(group.open(part.id, path), element, path, part.shape)


def _billing_reference(group: Group, element: etree._Element, path: str, part: Part) -> None:
    found = list(element.iterchildren(_PRECEDING))
    for position, reference in enumerate(found, 1):
        place = f"{path}/cac:InvoiceDocumentReference[{position}]"
        _fill(group.open(part.id, place), reference, place, PRECEDING)
    if not found:
        group.open(part.id, path)


def _document(group: Group, element: etree._Element, path: str, part: Part) -> None:
    """A supporting document, or - by its type code - the invoiced object (130) or a credit note's project (50)."""
    kind = element.findtext(_DOCUMENT_TYPE, "").strip()
    identifier = element.find(_ID)
    if identifier is not None and kind == "130":
        group.add("BT-18", _term(identifier, f"{path}/cbc:ID", group))
        for child in element:
            if child.tag in _NOT_OF_AN_OBJECT:
                group.add(_NOT_OF_AN_OBJECT[child.tag], Term("", path))
    elif identifier is not None and kind == "50" and group.path == "/CreditNote":
        group.add("BT-11", _term(identifier, f"{path}/cbc:ID", group))
    else:
        _fill(group.open(part.id, path), element, path, part.shape)


def _line_document(group: Group, element: etree._Element, path: str, part: Part) -> None:
    """The object of a line is the reference with type code 130."""
    objects, others = part.id.split()
    kind = element.findtext(_DOCUMENT_TYPE, "").strip()
    identifier = element.find(_ID)
    term = Term("", path) if identifier is None else _term(identifier, f"{path}/cbc:ID", group)
    group.add(objects if kind == "130" and identifier is not None else others, term)


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
    amount = element.find(_TAX_AMOUNT)
    group.add("UBL-TaxSubtotalAmount", Term("", path) if amount is None else _term(amount, f"{path}/cbc:TaxAmount", group))
    _fill(group.open(part.id, path), element, path, TAX_SUBTOTAL)


def _totals(group: Group, element: etree._Element, path: str, part: Part) -> None:
    group.open(part.id, path)
    _fill(group, element, path, part.shape)


def _item(group: Group, element: etree._Element, path: str, part: Part) -> None:
    """The item (BG-31); its VAT category belongs to the line (BG-30)."""
    _fill(group.open("BG-31", path), element, path, part.shape)
    for position, category in enumerate(element.iterchildren(_TAX_CATEGORY), 1):
        place = f"{path}/cac:ClassifiedTaxCategory[{position}]"
        _tax_category(group.open("BG-30", place), category, place, _CLASSIFIED)


_CLASSIFIED = Part("cac:ClassifiedTaxCategory", GROUP, "BT-151 BT-152 UBL-ExemptionReason UBL-ExemptionCode", {}, many=True, special="")
_SPECIAL: dict[str, Callable[[Group, etree._Element, str, Part], None]] = {
    "allowance": _allowance,
    "billing_reference": _billing_reference,
    "document": _document,
    "invoicing_period": _invoicing_period,
    "item": _item,
    "line_allowance": _line_allowance,
    "line_document": _line_document,
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
    if invoice.kind == "CreditNote":
        for means in invoice.sub("BG-16"):
            for due in means.all("UBL-PaymentDueDate"):
                invoice.add("BT-9", due)


def _place_creditor_identifier(invoice: Invoice) -> None:
    """The creditor identifier (BT-90) stands with the seller or the payee; it belongs to the direct debits (BG-19), if there are any."""
    debits = [debit for means in invoice.sub("BG-16") for debit in means.sub("BG-19")]
    for party in (*invoice.sub("BG-4"), *invoice.sub("BG-10")):
        for term in party.all("UBL-CreditorID"):
            for place in debits or [invoice]:
                place.add("BT-90", term)
