"""The facts of `everywhere`, as they are written in UBL."""

from collections.abc import Callable

from lxml import etree

from kantor.engines.einvoice.model import Group, Invoice
from kantor.engines.einvoice.readers.places import UBL, fact, path_of

_CBC = f"{{{UBL}CommonBasicComponents-2}}"
_CAC = f"{{{UBL}CommonAggregateComponents-2}}"
_ROOTS = (f"{{{UBL}Invoice-2}}Invoice", f"{{{UBL}CreditNote-2}}CreditNote")
_LINES = (f"{_CAC}InvoiceLine", f"{_CAC}CreditNoteLine")
_AMOUNTS = (
    "Amount BaseAmount PriceAmount TaxAmount TaxableAmount LineExtensionAmount TaxExclusiveAmount TaxInclusiveAmount "
    "AllowanceTotalAmount ChargeTotalAmount PrepaidAmount PayableRoundingAmount PayableAmount"
)
_DATES = "IssueDate DueDate TaxPointDate StartDate EndDate ActualDeliveryDate"
# Child of an allowance or charge -> what it is called in the group.
_ALLOWANCE = {
    "ChargeIndicator": "XML-Indicator",
    "AllowanceChargeReasonCode": "XML-ReasonCode",
    "AllowanceChargeReason": "XML-Reason",
    "MultiplierFactorNumeric": "XML-Percentage",
    "BaseAmount": "XML-BaseAmount",
    "Amount": "XML-ActualAmount",
}


def _note_amount(element: etree._Element, invoice: Invoice) -> None:
    currency = element.get("currencyID")
    if currency == invoice.text("BT-5") and currency and "XML-Amount" in invoice.terms:
        return
    accounting = None
    if element.tag == f"{_CBC}TaxAmount":
        parent = element.getparent()
        if parent is not None and parent.tag == f"{_CAC}TaxTotal" and parent.find(f"{_CAC}TaxSubtotal") is None:
            accounting = "accounting"
    invoice.add("XML-Amount", fact(element, path_of(element), accounting, currency))


def _note_tax_total(element: etree._Element, invoice: Invoice) -> None:
    amount = element.find(f"{_CBC}TaxAmount")
    shape = "accounting" if element.find(f"{_CAC}TaxSubtotal") is None else "breakdown"
    place = path_of(element)
    currency = amount.get("currencyID") if amount is not None else None
    invoice.add("XML-TaxTotal", fact(element if amount is None else amount, place, shape, currency))


def _note_date(element: etree._Element, invoice: Invoice) -> None:
    invoice.add("XML-Date", fact(element, path_of(element)))


def _note_endpoint(element: etree._Element, invoice: Invoice) -> None:
    scheme = element.get("schemeID")
    if scheme is not None:
        invoice.add("XML-Endpoint", fact(element, path_of(element), scheme))


def _note_identifier(element: etree._Element, invoice: Invoice) -> None:
    scheme = element.get("schemeID")
    if scheme is not None:
        invoice.add("XML-Identifier", fact(element, path_of(element), scheme))


def _note_party_identification(element: etree._Element, invoice: Invoice) -> None:
    for identifier in element.iterchildren(f"{_CBC}ID"):
        _note_identifier(identifier, invoice)


def _note_attachment(element: etree._Element, invoice: Invoice) -> None:
    invoice.add(
        "XML-Attachment", fact(element, path_of(element), None, element.get("mimeCode"), element.get("filename"))._replace(value="")
    )


def _note_external_reference(element: etree._Element, invoice: Invoice) -> None:
    parent = element.getparent()
    document = parent.getparent() if parent is not None else None
    if document is not None and document.tag == f"{_CAC}AdditionalDocumentReference":
        address = element.find(f"{_CBC}URI")
        invoice.add("XML-ExternalReference", fact(element if address is None else address, path_of(element)))


def _note_payment_terms(element: etree._Element, invoice: Invoice) -> None:
    note = element.find(f"{_CBC}Note")
    if note is not None:
        invoice.add("XML-PaymentTerms", fact(note, path_of(note)))


def _note_exemption(element: etree._Element, invoice: Invoice) -> None:
    category = element.getparent()
    if category is not None and category.tag == f"{_CAC}TaxCategory":
        invoice.add("XML-Exemption", fact(element, path_of(element), (category.findtext(f"{_CBC}ID") or "").strip()))


def _note_period_code(element: etree._Element, invoice: Invoice) -> None:
    period = element.getparent()
    if period is not None and period.tag == f"{_CAC}InvoicePeriod":
        invoice.add("XML-PeriodCode", fact(element, path_of(element)))


def _note_document(element: etree._Element, invoice: Invoice) -> None:
    if invoice.kind == "CreditNote" and (element.findtext(f"{_CBC}DocumentTypeCode") or "") == "50":
        invoice.add("XML-ProjectReference", fact(element, path_of(element)))


def _note_allowance(element: etree._Element, invoice: Invoice) -> None:
    parent = element.getparent()
    tag = parent.tag if parent is not None else ""
    if tag in _LINES or tag in _ROOTS:
        _describe(element, invoice.open("XML-AllowanceCharge", path_of(element)))
    elif parent is not None and tag == f"{_CAC}Price":
        allowance = invoice.open("XML-PriceAllowance", path_of(element))
        _describe(element, allowance)
        price = parent.find(f"{_CBC}PriceAmount")
        if price is not None:
            allowance.add("XML-NetPrice", fact(price, allowance.path))


def _describe(element: etree._Element, group: Group) -> None:
    for child in element:
        name = child.tag.removeprefix(_CBC) if isinstance(child.tag, str) else ""
        id = _ALLOWANCE.get(name)
        if id:
            group.add(id, fact(child, f"{group.path}/cbc:{name}"))


def _note_line(element: etree._Element, invoice: Invoice) -> None:
    documents = element.findall(f"{_CAC}DocumentReference")
    if documents:
        group = invoice.open("XML-LineDocuments", path_of(element))
        for document in documents:
            group.add("XML-LineDocument", fact(document, group.path)._replace(value=document.findtext(f"{_CBC}DocumentTypeCode") or ""))


NOTES: dict[str, Callable[[etree._Element, Invoice], None]] = {
    **{f"{_CBC}{name}": _note_amount for name in _AMOUNTS.split()},
    **{f"{_CBC}{name}": _note_date for name in _DATES.split()},
    f"{_CAC}TaxTotal": _note_tax_total,
    f"{_CBC}EndpointID": _note_endpoint,
    f"{_CBC}CompanyID": _note_identifier,
    f"{_CAC}PartyIdentification": _note_party_identification,
    f"{_CBC}EmbeddedDocumentBinaryObject": _note_attachment,
    f"{_CAC}ExternalReference": _note_external_reference,
    f"{_CAC}PaymentTerms": _note_payment_terms,
    f"{_CBC}TaxExemptionReasonCode": _note_exemption,
    f"{_CBC}DescriptionCode": _note_period_code,
    f"{_CAC}AdditionalDocumentReference": _note_document,
    f"{_CAC}AllowanceCharge": _note_allowance,
    **dict.fromkeys(_LINES, _note_line),
}
