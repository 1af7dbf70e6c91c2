"""Reads ZUGFeRD 1.0 invoices (2014: CrossIndustryDocument, a draft of CII): the same elements under older names."""

from lxml import etree

from kantor.engines.einvoice.model import Invoice
from kantor.engines.einvoice.readers.cii import read_with
from kantor.engines.einvoice.readers.cii_parts import rename_table
from kantor.engines.einvoice.readers.cii_shapes import ROOT

_NAMESPACES = {
    "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100": "urn:ferd:CrossIndustryDocument:invoice:1p0",
    "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100": (
        "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:12"
    ),
    "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:15",
}
_OLDER_NAMES = {
    "ExchangedDocumentContext": "SpecifiedExchangedDocumentContext",
    "ExchangedDocument": "HeaderExchangedDocument",
    "SupplyChainTradeTransaction": "SpecifiedSupplyChainTradeTransaction",
    "ApplicableHeaderTradeAgreement": "ApplicableSupplyChainTradeAgreement",
    "ApplicableHeaderTradeDelivery": "ApplicableSupplyChainTradeDelivery",
    "ApplicableHeaderTradeSettlement": "ApplicableSupplyChainTradeSettlement",
    "SpecifiedTradeSettlementHeaderMonetarySummation": "SpecifiedTradeSettlementMonetarySummation",
    "SpecifiedLineTradeAgreement": "SpecifiedSupplyChainTradeAgreement",
    "SpecifiedLineTradeDelivery": "SpecifiedSupplyChainTradeDelivery",
    "SpecifiedLineTradeSettlement": "SpecifiedSupplyChainTradeSettlement",
    "SpecifiedTradeSettlementLineMonetarySummation": "SpecifiedTradeSettlementMonetarySummation",
    "RateApplicablePercent": "ApplicablePercent",
    "IssuerAssignedID": "ID",
    "FormattedIssueDateTime": "IssueDateTime",
}


def _older(tag: str) -> str:
    namespace, _, local = tag[1:].partition("}")
    return f"{{{_NAMESPACES[namespace]}}}{_OLDER_NAMES.get(local, local)}"


_ROOT = rename_table(ROOT, _older)


def read_root(root: etree._Element) -> Invoice:
    """The invoice below a `CrossIndustryDocument` element, however little of it is there."""
    return read_with(_ROOT, root)
