"""Writes a draft as UN/CEFACT Cross Industry Invoice D16B, for XRechnung, Factur-X or EN 16931 alone."""

from datetime import date
from decimal import Decimal

from kantor.engines.einvoice.writers import specifications as spec
from kantor.engines.einvoice.writers.draft import ZERO, Address, Draft, DraftLine, Party, Reference, Vat, VatPart
from kantor.engines.einvoice.writers.elements import Element, file_of, maker

_CEFACT = "urn:un:unece:uncefact:data:standard:"
_make = maker(
    {
        "rsm": f"{_CEFACT}CrossIndustryInvoice:100",
        "ram": f"{_CEFACT}ReusableAggregateBusinessInformationEntity:100",
        "udt": f"{_CEFACT}UnqualifiedDataType:100",
        "qdt": f"{_CEFACT}QualifiedDataType:100",
    }
)


def write(draft: Draft, specification: str = spec.XRECHNUNG) -> bytes:
    """The file; `specification` is BT-24 (see specifications.py)."""
    return file_of(
        _make(
            "rsm:CrossIndustryInvoice",
            _make(
                "rsm:ExchangedDocumentContext",
                _make("ram:BusinessProcessSpecifiedDocumentContextParameter", _make("ram:ID", spec.process_of(specification))),
                _make("ram:GuidelineSpecifiedDocumentContextParameter", _make("ram:ID", specification)),
            ),
            _make(
                "rsm:ExchangedDocument",
                _make("ram:ID", draft.number),
                _make("ram:TypeCode", draft.kind),
                _day("ram:IssueDateTime", draft.issued_on),
                _make("ram:IncludedNote", _make("ram:Content", draft.note)),
            ),
            _make(
                "rsm:SupplyChainTradeTransaction",
                [_line(line, number) for number, line in enumerate(draft.lines, 1)],
                _agreement(draft),
                _delivery(draft),
                _settlement(draft),
            ),
        )
    )


def _day(name: str, day: date | None, kind: str = "udt") -> Element | None:
    return _make(name, _make(f"{kind}:DateTimeString", f"{day:%Y%m%d}", format="102")) if day else None


def _line(line: DraftLine, number: int) -> Element | None:
    discount = None
    if line.discount != ZERO:
        discount = _make(
            "ram:SpecifiedTradeAllowanceCharge",
            _make("ram:ChargeIndicator", _make("udt:Indicator", "false")),
            _make("ram:ActualAmount", line.discount),
            _make("ram:ReasonCode", "95"),
        )
    return _make(
        "ram:IncludedSupplyChainTradeLineItem",
        _make("ram:AssociatedDocumentLineDocument", _make("ram:LineID", number)),
        _make("ram:SpecifiedTradeProduct", _make("ram:SellerAssignedID", line.article), _make("ram:Name", line.name)),
        _make(
            "ram:SpecifiedLineTradeAgreement",
            _make("ram:NetPriceProductTradePrice", _make("ram:ChargeAmount", line.price)),
        ),
        _make("ram:SpecifiedLineTradeDelivery", _make("ram:BilledQuantity", line.quantity, unitCode=line.unit)),
        _make(
            "ram:SpecifiedLineTradeSettlement",
            _tax(line.vat),
            discount,
            _make("ram:SpecifiedTradeSettlementLineMonetarySummation", _make("ram:LineTotalAmount", line.net)),
        ),
    )


def _tax(vat: Vat, base: Decimal | None = None, tax: Decimal | None = None) -> Element | None:
    """A row of the breakdown where base and tax are given, else the VAT of a line."""
    total = base is not None
    return _make(
        "ram:ApplicableTradeTax",
        _make("ram:CalculatedAmount", tax),
        _make("ram:TypeCode", "VAT"),
        _make("ram:ExemptionReason", vat.reason) if total else None,
        _make("ram:BasisAmount", base),
        _make("ram:CategoryCode", vat.category),
        _make("ram:ExemptionReasonCode", spec.VATEX.get(vat.category)) if total else None,
        _make("ram:RateApplicablePercent", spec.rate_in_breakdown(vat) if total else spec.rate_of(vat)),
    )


def _agreement(draft: Draft) -> Element | None:
    return _make(
        "ram:ApplicableHeaderTradeAgreement",
        _make("ram:BuyerReference", draft.buyer_reference),
        _party("ram:SellerTradeParty", draft.seller),
        _party("ram:BuyerTradeParty", draft.buyer),
        _make("ram:BuyerOrderReferencedDocument", _make("ram:IssuerAssignedID", draft.order_number)),
    )


def _party(name: str, party: Party) -> Element | None:
    scheme, identifier = party.mailbox or ("", "")
    contact = party.contact
    return _make(
        name,
        # BR-CO-26 asks for BT-29, BT-30 or BT-31 and does not count BT-32.
        _make("ram:ID", party.tax_number),
        _make("ram:Name", party.name),
        _make(
            "ram:DefinedTradeContact",
            _make("ram:PersonName", contact.name),
            _make("ram:TelephoneUniversalCommunication", _make("ram:CompleteNumber", contact.phone)),
            _make("ram:EmailURIUniversalCommunication", _make("ram:URIID", contact.email)),
        )
        if contact
        else None,
        _address(party.address),
        _make("ram:URIUniversalCommunication", _make("ram:URIID", identifier, schemeID=scheme)),
        _make("ram:SpecifiedTaxRegistration", _make("ram:ID", party.vat_id, schemeID="VA")),
        _make("ram:SpecifiedTaxRegistration", _make("ram:ID", party.tax_number, schemeID="FC")),
    )


def _address(address: Address) -> Element | None:
    return _make(
        "ram:PostalTradeAddress",
        _make("ram:PostcodeCode", address.postcode),
        _make("ram:LineOne", address.street),
        _make("ram:CityName", address.town),
        _make("ram:CountryID", address.country),
    )


def _delivery(draft: Draft) -> Element | None:
    """The element must be there even when it says nothing."""
    place = None
    if any(line.vat.category == "K" for line in draft.lines):
        place = _make("ram:ShipToTradeParty", _address(draft.buyer.address))
    event = _make("ram:ActualDeliverySupplyChainEvent", _day("ram:OccurrenceDateTime", draft.delivered_on))
    element = _make("ram:ApplicableHeaderTradeDelivery", place, event)
    if element is None:
        element = Element(f"{{{_CEFACT}ReusableAggregateBusinessInformationEntity:100}}ApplicableHeaderTradeDelivery", {})
    return element


def _settlement(draft: Draft) -> Element | None:
    return _make(
        "ram:ApplicableHeaderTradeSettlement",
        _make("ram:PaymentReference", draft.number),
        _make("ram:InvoiceCurrencyCode", draft.currency),
        _payment_means(draft),
        [_row(part) for part in draft.breakdown],
        _make(
            "ram:SpecifiedTradePaymentTerms",
            _make("ram:Description", spec.payment_terms(draft)),
            _day("ram:DueDateDateTime", draft.due_on),
        ),
        _totals(draft),
        _preceding(draft.preceding),
    )


def _row(part: VatPart) -> Element | None:
    return _tax(part.vat, part.base, part.tax)


def _payment_means(draft: Draft) -> Element | None:
    account = draft.account
    return _make(
        "ram:SpecifiedTradeSettlementPaymentMeans",
        _make("ram:TypeCode", spec.means_code(draft)),
        _make(
            "ram:PayeePartyCreditorFinancialAccount",
            _make("ram:IBANID", account.iban),
            _make("ram:AccountName", account.holder),
        )
        if account
        else None,
        _make("ram:PayeeSpecifiedCreditorFinancialInstitution", _make("ram:BICID", account.bic)) if account else None,
    )


def _totals(draft: Draft) -> Element | None:
    return _make(
        "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
        _make("ram:LineTotalAmount", draft.net),
        _make("ram:TaxBasisTotalAmount", draft.net),
        _make("ram:TaxTotalAmount", draft.tax, currencyID=draft.currency),
        _make("ram:GrandTotalAmount", draft.gross),
        _make("ram:TotalPrepaidAmount", draft.prepaid if draft.prepaid != ZERO else None),
        _make("ram:DuePayableAmount", draft.payable),
    )


def _preceding(reference: Reference | None) -> Element | None:
    if reference is None:
        return None
    return _make(
        "ram:InvoiceReferencedDocument",
        _make("ram:IssuerAssignedID", reference.number),
        _day("ram:FormattedIssueDateTime", reference.issued_on, "qdt"),
    )
