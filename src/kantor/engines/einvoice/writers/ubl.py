"""Writes a draft as UBL 2.1, an Invoice or a CreditNote, for XRechnung, Peppol BIS Billing 3 or EN 16931 alone."""

from kantor.engines.einvoice.writers import specifications as spec
from kantor.engines.einvoice.writers.draft import ZERO, Address, Draft, DraftLine, Party, Vat, VatPart
from kantor.engines.einvoice.writers.elements import Element, file_of, maker

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_PARTS = {"cac": f"{_UBL}CommonAggregateComponents-2", "cbc": f"{_UBL}CommonBasicComponents-2"}
_make = maker(_PARTS)


def write(draft: Draft, specification: str = spec.XRECHNUNG) -> bytes:
    """The file; `specification` is BT-24 (see specifications.py)."""
    kind = "CreditNote" if draft.is_credit_note else "Invoice"
    root = maker({"": f"{_UBL}{kind}-2", **_PARTS})
    return file_of(
        root(
            kind,
            _make("cbc:CustomizationID", specification),
            _make("cbc:ProfileID", spec.process_of(specification)),
            _make("cbc:ID", draft.number),
            _make("cbc:IssueDate", draft.issued_on),
            None if draft.is_credit_note else _make("cbc:DueDate", draft.due_on),
            _make(f"cbc:{kind}TypeCode", draft.kind),
            _make("cbc:Note", draft.note),
            _make("cbc:DocumentCurrencyCode", draft.currency),
            _make("cbc:BuyerReference", draft.buyer_reference),
            _make("cac:OrderReference", _make("cbc:ID", draft.order_number)),
            _preceding(draft),
            _make("cac:AccountingSupplierParty", _party(draft.seller)),
            _make("cac:AccountingCustomerParty", _party(draft.buyer)),
            _delivery(draft),
            _payment_means(draft),
            _make("cac:PaymentTerms", _make("cbc:Note", spec.payment_terms(draft))),
            _tax_total(draft),
            _totals(draft),
            [_line(line, number, draft) for number, line in enumerate(draft.lines, 1)],
        )
    )


def _preceding(draft: Draft) -> Element | None:
    if draft.preceding is None:
        return None
    document = _make(
        "cac:InvoiceDocumentReference",
        _make("cbc:ID", draft.preceding.number),
        _make("cbc:IssueDate", draft.preceding.issued_on),
    )
    return _make("cac:BillingReference", document)


def _party(party: Party) -> Element | None:
    scheme, identifier = party.mailbox or ("", "")
    contact = party.contact
    return _make(
        "cac:Party",
        _make("cbc:EndpointID", identifier, schemeID=scheme),
        # BR-CO-26 asks for BT-29, BT-30 or BT-31 and does not count BT-32.
        _make("cac:PartyIdentification", _make("cbc:ID", party.tax_number)) if party.tax_number else None,
        _make("cac:PartyName", _make("cbc:Name", party.name)),
        _address("cac:PostalAddress", party.address),
        _make("cac:PartyTaxScheme", _make("cbc:CompanyID", party.vat_id), _scheme()) if party.vat_id else None,
        _make("cac:PartyTaxScheme", _make("cbc:CompanyID", party.tax_number), _scheme("FC")) if party.tax_number else None,
        _make("cac:PartyLegalEntity", _make("cbc:RegistrationName", party.name)),
        _make(
            "cac:Contact",
            _make("cbc:Name", contact.name),
            _make("cbc:Telephone", contact.phone),
            _make("cbc:ElectronicMail", contact.email),
        )
        if contact
        else None,
    )


def _address(name: str, address: Address) -> Element | None:
    return _make(
        name,
        _make("cbc:StreetName", address.street),
        _make("cbc:CityName", address.town),
        _make("cbc:PostalZone", address.postcode),
        _make("cac:Country", _make("cbc:IdentificationCode", address.country)),
    )


def _scheme(name: str = "VAT") -> Element | None:
    return _make("cac:TaxScheme", _make("cbc:ID", name))


def _delivery(draft: Draft) -> Element | None:
    """The day, and for a supply to another member state the place (BR-IC-11, BR-IC-12)."""
    if draft.delivered_on is None:
        return None
    place = None
    if any(line.vat.category == "K" for line in draft.lines):
        place = _make("cac:DeliveryLocation", _address("cac:Address", draft.buyer.address))
    return _make("cac:Delivery", _make("cbc:ActualDeliveryDate", draft.delivered_on), place)


def _payment_means(draft: Draft) -> Element | None:
    account = draft.account
    payee = None
    if account is not None:
        payee = _make(
            "cac:PayeeFinancialAccount",
            _make("cbc:ID", account.iban),
            _make("cbc:Name", account.holder),
            _make("cac:FinancialInstitutionBranch", _make("cbc:ID", account.bic)),
        )
    return _make(
        "cac:PaymentMeans",
        _make("cbc:PaymentMeansCode", spec.means_code(draft)),
        _make("cbc:PaymentDueDate", draft.due_on) if draft.is_credit_note else None,
        _make("cbc:PaymentID", draft.number),
        payee,
    )


def _category(name: str, vat: Vat, *, with_reason: bool) -> Element | None:
    return _make(
        name,
        _make("cbc:ID", vat.category),
        _make("cbc:Percent", spec.rate_in_breakdown(vat) if with_reason else spec.rate_of(vat)),
        _make("cbc:TaxExemptionReasonCode", spec.VATEX.get(vat.category)) if with_reason else None,
        _make("cbc:TaxExemptionReason", vat.reason) if with_reason else None,
        _scheme(),
    )


def _tax_total(draft: Draft) -> Element | None:
    def subtotal(part: VatPart) -> Element | None:
        return _make(
            "cac:TaxSubtotal",
            _make("cbc:TaxableAmount", part.base, currencyID=draft.currency),
            _make("cbc:TaxAmount", part.tax, currencyID=draft.currency),
            _category("cac:TaxCategory", part.vat, with_reason=True),
        )

    return _make("cac:TaxTotal", _make("cbc:TaxAmount", draft.tax, currencyID=draft.currency), [subtotal(part) for part in draft.breakdown])


def _totals(draft: Draft) -> Element | None:
    amounts = {
        "LineExtensionAmount": draft.net,
        "TaxExclusiveAmount": draft.net,
        "TaxInclusiveAmount": draft.gross,
        "PrepaidAmount": draft.prepaid if draft.prepaid != ZERO else None,
        "PayableAmount": draft.payable,
    }
    return _make("cac:LegalMonetaryTotal", [_make(f"cbc:{name}", amount, currencyID=draft.currency) for name, amount in amounts.items()])


def _line(line: DraftLine, number: int, draft: Draft) -> Element | None:
    kind = "Credited" if draft.is_credit_note else "Invoiced"
    discount = None
    if line.discount != ZERO:
        discount = _make(
            "cac:AllowanceCharge",
            _make("cbc:ChargeIndicator", "false"),
            _make("cbc:AllowanceChargeReasonCode", "95"),
            _make("cbc:Amount", line.discount, currencyID=draft.currency),
        )
    return _make(
        "cac:CreditNoteLine" if draft.is_credit_note else "cac:InvoiceLine",
        _make("cbc:ID", number),
        _make(f"cbc:{kind}Quantity", line.quantity, unitCode=line.unit),
        _make("cbc:LineExtensionAmount", line.net, currencyID=draft.currency),
        discount,
        _make(
            "cac:Item",
            _make("cbc:Name", line.name),
            _make("cac:SellersItemIdentification", _make("cbc:ID", line.article)),
            _category("cac:ClassifiedTaxCategory", line.vat, with_reason=False),
        ),
        _make("cac:Price", _make("cbc:PriceAmount", line.price, currencyID=draft.currency)),
    )
