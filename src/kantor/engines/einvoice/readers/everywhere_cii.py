"""The facts of `everywhere`, as they are written in UN/CEFACT CII."""

from collections.abc import Callable

from lxml import etree

from kantor.engines.einvoice.model import Group, Invoice
from kantor.engines.einvoice.readers.places import CEFACT, fact, path_of

_RSM = f"{{{CEFACT}CrossIndustryInvoice:100}}"
_RAM = f"{{{CEFACT}ReusableAggregateBusinessInformationEntity:100}}"
_UDT = f"{{{CEFACT}UnqualifiedDataType:100}}"
_AGREEMENT = f"{_RAM}ApplicableHeaderTradeAgreement"
_PARTIES = (f"{_RAM}SellerTradeParty", f"{_RAM}BuyerTradeParty")
_PRICES = {"Net": f"{_RAM}NetPriceProductTradePrice", "Gross": f"{_RAM}GrossPriceProductTradePrice"}
_ALLOWANCE = {
    "ReasonCode": "XML-ReasonCode",
    "Reason": "XML-Reason",
    "CalculationPercent": "XML-Percentage",
    "BasisAmount": "XML-BaseAmount",
    "ActualAmount": "XML-ActualAmount",
}


def _note_tax_total(element: etree._Element, invoice: Invoice) -> None:
    summation = element.getparent()
    header = summation is not None and summation.tag == f"{_RAM}SpecifiedTradeSettlementHeaderMonetarySummation"
    invoice.add("XML-TaxTotal", fact(element, path_of(element), "header" if header else None, element.get("currencyID")))


def _note_date(element: etree._Element, invoice: Invoice) -> None:
    invoice.add("XML-Date", fact(element, path_of(element), element.get("format", "")))


def _note_address(element: etree._Element, invoice: Invoice) -> None:
    communication = element.getparent()
    party = communication.getparent() if communication is not None else None
    scheme = element.get("schemeID")
    if party is not None and party.tag in _PARTIES:
        invoice.add("XML-Endpoint", fact(element, path_of(element), scheme))
    elif scheme is not None:
        invoice.add("XML-Identifier", fact(element, path_of(element), scheme))


def _note_identifier(element: etree._Element, invoice: Invoice) -> None:
    scheme = element.get("schemeID")
    if scheme is not None:
        invoice.add("XML-Identifier", fact(element, path_of(element), scheme))


def _note_attachment(element: etree._Element, invoice: Invoice) -> None:
    invoice.add(
        "XML-Attachment", fact(element, path_of(element), None, element.get("mimeCode"), element.get("filename"))._replace(value="")
    )


def _note_document(element: etree._Element, invoice: Invoice) -> None:
    parent = element.getparent()
    if parent is None or parent.tag != _AGREEMENT:
        return
    kind = element.findtext(f"{_RAM}TypeCode") or ""
    address = element.find(f"{_RAM}URIID")
    if kind == "50":
        invoice.add("XML-ProjectReference", fact(element, path_of(element)))
    elif kind == "130":
        invoice.add("XML-ObjectReference", fact(element, path_of(element)))
    elif kind == "916" and address is not None:
        invoice.add("XML-ExternalReference", fact(address, path_of(address)))


def _note_payment_terms(element: etree._Element, invoice: Invoice) -> None:
    description = element.find(f"{_RAM}Description")
    if description is not None:
        invoice.add("XML-PaymentTerms", fact(description, path_of(description)))


def _note_allowance(element: etree._Element, invoice: Invoice) -> None:
    _describe(element, invoice.open("XML-AllowanceCharge", path_of(element)))


def _note_price_allowance(element: etree._Element, invoice: Invoice) -> None:
    _describe(element, invoice.open("XML-PriceAllowance", path_of(element)))


def _describe(element: etree._Element, group: Group) -> None:
    for child in element:
        name = child.tag.removeprefix(_RAM) if isinstance(child.tag, str) else ""
        id = _ALLOWANCE.get(name)
        if id:
            group.add(id, fact(child, f"{group.path}/ram:{name}"))
        elif name == "ChargeIndicator":
            indicator = child.find(f"{_UDT}Indicator")
            if indicator is not None:
                group.add("XML-Indicator", fact(indicator, f"{group.path}/ram:ChargeIndicator/udt:Indicator"))


def _note_line(element: etree._Element, invoice: Invoice) -> None:
    documents = element.findall(f"{_RAM}SpecifiedLineTradeSettlement/{_RAM}AdditionalReferencedDocument")
    if documents:
        group = invoice.open("XML-LineDocuments", path_of(element))
        for document in documents:
            group.add("XML-LineDocument", fact(document, group.path)._replace(value=document.findtext(f"{_RAM}TypeCode") or ""))
    _note_prices(element, invoice)


def _note_prices(line: etree._Element, invoice: Invoice) -> None:
    """Gross and net price of a line with their quantities, where the line states more than a net price."""
    agreement = line.find(f"{_RAM}SpecifiedLineTradeAgreement")
    if agreement is None:
        return
    found = {name: price for name, tag in _PRICES.items() if (price := agreement.find(tag)) is not None}
    if "Gross" not in found and all(price.find(f"{_RAM}BasisQuantity") is None for price in found.values()):
        return
    group = invoice.open("XML-Prices", path_of(agreement))
    for name, price in found.items():
        for child in price:
            if child.tag == f"{_RAM}BasisQuantity":
                group.add(f"XML-{name}Quantity", fact(child, path_of(child), None, child.get("unitCode")))
            elif child.tag == f"{_RAM}ChargeAmount":
                group.add(f"XML-{name}Price", fact(child, group.path))
            elif child.tag == f"{_RAM}AppliedTradeAllowanceCharge":
                _describe(child, group)
    billed = line.find(f"{_RAM}SpecifiedLineTradeDelivery/{_RAM}BilledQuantity")
    if billed is not None:
        group.add("XML-BilledQuantity", fact(billed, group.path, None, billed.get("unitCode")))


def _note_part(element: etree._Element, invoice: Invoice) -> None:
    """A part of the document that rules look at only where it stands."""
    invoice.add(f"XML-{element.tag.rpartition('}')[2]}", fact(element, path_of(element)))


NOTES: dict[str, Callable[[etree._Element, Invoice], None]] = {
    f"{_RAM}TaxTotalAmount": _note_tax_total,
    f"{_UDT}DateTimeString": _note_date,
    f"{_RAM}URIID": _note_address,
    f"{_RAM}ID": _note_identifier,
    f"{_RAM}GlobalID": _note_identifier,
    f"{_RAM}AttachmentBinaryObject": _note_attachment,
    f"{_RAM}AdditionalReferencedDocument": _note_document,
    f"{_RAM}SpecifiedTradePaymentTerms": _note_payment_terms,
    f"{_RAM}SpecifiedTradeAllowanceCharge": _note_allowance,
    f"{_RAM}AppliedTradeAllowanceCharge": _note_price_allowance,
    f"{_RAM}IncludedSupplyChainTradeLineItem": _note_line,
    f"{_RAM}ParentLineID": _note_part,
    f"{_RAM}DirectDebitMandateID": _note_part,
    f"{_RAM}CreditorReferenceID": _note_part,
    f"{_RSM}ExchangedDocumentContext": _note_part,
    f"{_RSM}ExchangedDocument": _note_part,
    _AGREEMENT: _note_part,
    f"{_RAM}ApplicableHeaderTradeSettlement": _note_part,
}
