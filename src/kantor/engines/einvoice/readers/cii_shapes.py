"""The elements of a CII invoice (UN/CEFACT CrossIndustryInvoice D16B, D22B) and the business terms they carry.

The binding follows EN 16931-3-3. Logistics service charges (Factur-X EXTENDED) are charges of the document, as the totals count them.
"""

from collections.abc import Callable

from lxml import etree

from kantor.engines.einvoice.readers.cii_parts import (
    Choose,
    Date,
    Join,
    Open,
    Part,
    Quantity,
    Table,
    Text,
    Within,
    many,
    table,
    text_within,
)


def identifier(id: str) -> Text:
    return Text(id, scheme="schemeID")


def amount(id: str) -> Text:
    return Text(id, unit="currencyID")


def party(id: str, **parts: Part) -> Part:
    return Open(id, table(**parts))


def address(group: str, ids: str) -> Part:
    """A postal address; `ids`: the numbers of line one, two, three, city, post code, subdivision and country."""
    names = ("LineOne", "LineTwo", "LineThree", "CityName", "PostcodeCode", "CountrySubDivisionName", "CountryID")
    return Open(group, table(**{name: Text(f"BT-{number}") for name, number in zip(names, ids.split(), strict=True)}))


def contact(group: str, person: str, telephone: str, mail: str) -> Part:
    """A contact point; a department stands for the person where none is named (see `cii.tidy`)."""
    return Open(
        group,
        table(
            PersonName=Text(person),
            DepartmentName=Text("CII-DepartmentName"),
            TelephoneUniversalCommunication=Within(table(CompleteNumber=Text(telephone))),
            EmailURIUniversalCommunication=Within(table(URIID=Text(mail))),
        ),
    )


def electronic_address(id: str) -> Part:
    return Within(table(URIID=identifier(id)), "ElectronicAddress-")


def tax_registration(other: str, **by_scheme: str) -> Part:
    """Tax identifiers, told apart by their scheme: VA is the VAT identifier, FC the local tax number."""
    choices: dict[str, Part] = {scheme: identifier(id) for scheme, id in by_scheme.items()}
    choices[""] = identifier(other)
    return many(Within(table(ID=Choose(lambda element: element.get("schemeID", ""), choices))))


def value_of(*locals: str) -> Callable[[etree._Element], str]:
    """A key for Choose: the text of the descendant reached by these local names, '' where it is missing."""

    ends = tuple(f"}}{local}" for local in locals)

    def key(element: etree._Element) -> str:
        for end in ends:
            for child in element:
                if isinstance(child.tag, str) and child.tag.endswith(end):
                    element = child
                    break
            else:
                return ""
        return text_within(element)

    return key


def allowance_or_charge(allowance: tuple[str, str], charge: tuple[str, str]) -> Part:
    """Allowances and charges by their indicator; the numbers are those of percent, base, amount, reason code, reason, category and rate."""

    def part(group: str, ids: str) -> Part:
        percent, base, value, code, reason, *tax = (f"BT-{number}" for number in ids.split())
        parts: dict[str, Part] = {
            "ChargeIndicator": indicator(),
            "CalculationPercent": Text(percent),
            "BasisAmount": amount(base),
            "ActualAmount": amount(value),
            "ReasonCode": Text(code),
            "Reason": Text(reason),
        }
        if tax:
            parts["CategoryTradeTax"] = Within(tax_category(*tax))
        return Open(group, table(**parts))

    neither = part("CII-AllowanceCharge", allowance[1])
    choices = {"true": part(*charge), "1": part(*charge), "false": part(*allowance), "0": part(*allowance), "": neither}
    return many(Choose(value_of("ChargeIndicator", "Indicator"), choices))


def tax_category(category: str, rate: str) -> Table:
    return table(TypeCode=Text("CII-TypeCode"), CategoryCode=Text(category), RateApplicablePercent=Text(rate))


def indicator() -> Part:
    """The indicator itself is kept because a rule judges how it is written."""
    return Within(table(udt_Indicator=Text("CII-ChargeIndicator")))


def period(group: str, start: str, end: str) -> Part:
    return Open(group, table(Description=Text("CII-Description"), StartDateTime=Date(start), EndDateTime=Date(end)))


def supporting_document() -> Part:
    return Open(
        "BG-24",
        table(
            IssuerAssignedID=Text("BT-122"),
            URIID=Text("BT-124"),
            TypeCode=Text("CII-TypeCode"),
            Name=Text("BT-123"),
            AttachmentBinaryObject=Text("BT-125", unit="mimeCode", label="filename"),
        ),
    )


def reference(id: str, own: str) -> Part:
    return Within(table(IssuerAssignedID=Text(id)), own)


SELLER = party(
    "BG-4",
    ID=identifier("BT-29"),
    GlobalID=many(identifier("BT-29")),
    Name=Text("BT-27"),
    Description=Text("BT-33"),
    SpecifiedLegalOrganization=Within(table(ID=identifier("BT-30"), TradingBusinessName=Text("BT-28")), "LegalOrganization-"),
    DefinedTradeContact=contact("BG-6", "BT-41", "BT-42", "BT-43"),
    PostalTradeAddress=address("BG-5", "35 36 162 37 38 39 40"),
    URIUniversalCommunication=electronic_address("BT-34"),
    SpecifiedTaxRegistration=tax_registration("CII-TaxRegistration", VA="BT-31", FC="BT-32"),
)
BUYER = party(
    "BG-7",
    ID=identifier("BT-46"),
    GlobalID=identifier("BT-46"),
    Name=Text("BT-44"),
    SpecifiedLegalOrganization=Within(table(ID=identifier("BT-47"), TradingBusinessName=Text("BT-45")), "LegalOrganization-"),
    DefinedTradeContact=contact("BG-9", "BT-56", "BT-57", "BT-58"),
    PostalTradeAddress=address("BG-8", "50 51 163 52 53 54 55"),
    URIUniversalCommunication=electronic_address("BT-49"),
    SpecifiedTaxRegistration=tax_registration("CII-TaxRegistration", VA="BT-48"),
)
REPRESENTATIVE = party(
    "BG-11",
    Name=Text("BT-62"),
    PostalTradeAddress=address("BG-12", "64 65 164 66 67 68 69"),
    SpecifiedTaxRegistration=tax_registration("CII-TaxRegistration", VA="BT-63"),
)
PAYEE = party(
    "BG-10",
    ID=identifier("BT-60"),
    GlobalID=identifier("BT-60"),
    Name=Text("BT-59"),
    SpecifiedLegalOrganization=Within(table(ID=identifier("BT-61")), "LegalOrganization-"),
)
SHIP_TO = Join(
    "BG-13",
    table(
        ID=identifier("BT-71"),
        GlobalID=identifier("BT-71"),
        Name=Text("BT-70"),
        PostalTradeAddress=address("BG-15", "75 76 165 77 78 79 80"),
    ),
)

ITEM = Join(
    "BG-31",
    table(
        GlobalID=identifier("BT-157"),
        SellerAssignedID=Text("BT-155"),
        BuyerAssignedID=Text("BT-156"),
        Name=Text("BT-153"),
        Description=Text("BT-154"),
        ApplicableProductCharacteristic=many(Open("BG-32", table(Description=Text("BT-160"), Value=Text("BT-161")))),
        DesignatedProductClassification=many(Within(table(ClassCode=Text("BT-158", scheme="listID", version="listVersionID")))),
        OriginTradeCountry=Within(table(ID=Text("BT-159"))),
    ),
)
LINE_AGREEMENT = table(
    BuyerOrderReferencedDocument=Within(table(LineID=Text("BT-132")), "BuyerOrder-"),
    GrossPriceProductTradePrice=Join(
        "BG-29",
        table(
            ChargeAmount=amount("BT-148"),
            BasisQuantity=Quantity("CII-GrossBasisQuantity", "CII-GrossBasisUnit"),
            AppliedTradeAllowanceCharge=Within(table(ChargeIndicator=indicator(), ActualAmount=amount("BT-147"))),
        ),
    ),
    NetPriceProductTradePrice=Join("BG-29", table(ChargeAmount=amount("BT-146"), BasisQuantity=Quantity("BT-149", "BT-150"))),
)
LINE_SETTLEMENT = table(
    ApplicableTradeTax=Open("BG-30", tax_category("BT-151", "BT-152")),
    BillingSpecifiedPeriod=period("BG-26", "BT-134", "BT-135"),
    SpecifiedTradeAllowanceCharge=allowance_or_charge(("BG-27", "138 137 136 140 139"), ("BG-28", "143 142 141 145 144")),
    SpecifiedTradeSettlementLineMonetarySummation=Within(table(LineTotalAmount=amount("BT-131"))),
    AdditionalReferencedDocument=many(
        Choose(
            value_of("TypeCode"),
            {"130": Open("CII-InvoicedObject", table(IssuerAssignedID=Text("BT-128"), ReferenceTypeCode=Text("CII-ReferenceTypeCode")))},
        )
    ),
    ReceivableSpecifiedTradeAccountingAccount=Within(table(ID=Text("BT-133"))),
)
LINE = table(
    AssociatedDocumentLineDocument=Within(table(LineID=Text("BT-126"), IncludedNote=many(Within(table(Content=Text("BT-127")))))),
    SpecifiedTradeProduct=ITEM,
    SpecifiedLineTradeAgreement=Within(LINE_AGREEMENT),
    SpecifiedLineTradeDelivery=Within(table(BilledQuantity=Quantity("BT-129", "BT-130"))),
    SpecifiedLineTradeSettlement=Within(LINE_SETTLEMENT),
)

AGREEMENT = table(
    BuyerReference=Text("BT-10"),
    SellerTradeParty=SELLER,
    BuyerTradeParty=BUYER,
    SellerTaxRepresentativeTradeParty=REPRESENTATIVE,
    SellerOrderReferencedDocument=reference("BT-14", "SellerOrder-"),
    BuyerOrderReferencedDocument=reference("BT-13", "BuyerOrder-"),
    ContractReferencedDocument=reference("BT-12", "Contract-"),
    AdditionalReferencedDocument=many(
        Choose(
            value_of("TypeCode"),
            {
                "50": Open("CII-Tender", table(IssuerAssignedID=Text("BT-17"))),
                "130": Open("CII-InvoicedObject", table(IssuerAssignedID=Text("BT-18"), ReferenceTypeCode=Text("CII-ReferenceTypeCode"))),
                "": supporting_document(),
            },
        )
    ),
    SpecifiedProcuringProject=Within(table(ID=Text("BT-11"), Name=Text("CII-ProjectName"))),
)
DELIVERY = table(
    ShipToTradeParty=SHIP_TO,
    ActualDeliverySupplyChainEvent=Join("BG-13", table(OccurrenceDateTime=Date("BT-72"))),
    DespatchAdviceReferencedDocument=reference("BT-16", "DespatchAdvice-"),
    ReceivingAdviceReferencedDocument=reference("BT-15", "ReceivingAdvice-"),
)
PAYMENT = table(
    TypeCode=Text("BT-81"),
    Information=Text("BT-82"),
    ApplicableTradeSettlementFinancialCard=Open("BG-18", table(ID=Text("BT-87"), CardholderName=Text("BT-88"))),
    PayerPartyDebtorFinancialAccount=Join("BG-19", table(IBANID=Text("BT-91"), ProprietaryID=Text("BT-91"))),
    PayeePartyCreditorFinancialAccount=Open("BG-17", table(IBANID=Text("BT-84"), AccountName=Text("BT-85"), ProprietaryID=Text("BT-84"))),
    PayeeSpecifiedCreditorFinancialInstitution=Within(table(BICID=Text("CII-BICID"))),
)
VAT = table(
    CalculatedAmount=amount("BT-117"),
    TypeCode=Text("CII-TypeCode"),
    ExemptionReason=Text("BT-120"),
    BasisAmount=amount("BT-116"),
    CategoryCode=Text("BT-118"),
    ExemptionReasonCode=Text("BT-121"),
    TaxPointDate=Date("BT-7"),
    DueDateTypeCode=Text("BT-8"),
    RateApplicablePercent=Text("BT-119"),
)
TOTALS = table(
    LineTotalAmount=amount("BT-106"),
    ChargeTotalAmount=amount("BT-108"),
    AllowanceTotalAmount=amount("BT-107"),
    TaxBasisTotalAmount=amount("BT-109"),
    TaxTotalAmount=many(amount("CII-TaxTotalAmount")),
    RoundingAmount=amount("BT-114"),
    GrandTotalAmount=amount("BT-112"),
    TotalPrepaidAmount=amount("BT-113"),
    DuePayableAmount=amount("BT-115"),
)
SETTLEMENT = table(
    CreditorReferenceID=Text("BT-90"),
    PaymentReference=Text("BT-83"),
    TaxCurrencyCode=Text("BT-6"),
    InvoiceCurrencyCode=Text("BT-5"),
    PayeeTradeParty=PAYEE,
    SpecifiedTradeSettlementPaymentMeans=many(Open("BG-16", PAYMENT)),
    ApplicableTradeTax=many(Open("BG-23", VAT)),
    BillingSpecifiedPeriod=period("BG-14", "BT-73", "BT-74"),
    SpecifiedTradeAllowanceCharge=allowance_or_charge(("BG-20", "94 93 92 98 97 95 96"), ("BG-21", "101 100 99 105 104 102 103")),
    SpecifiedLogisticsServiceCharge=many(
        Open(
            "BG-21",
            table(
                Description=Text("BT-104"),
                AppliedAmount=amount("BT-99"),
                AppliedTradeTax=Within(tax_category("BT-102", "BT-103")),
            ),
        )
    ),
    SpecifiedTradePaymentTerms=many(
        Within(table(Description=Text("BT-20"), DueDateDateTime=Date("BT-9"), DirectDebitMandateID=Text("BT-89")), "PaymentTerms-")
    ),
    SpecifiedTradeSettlementHeaderMonetarySummation=Within(TOTALS),
    InvoiceReferencedDocument=many(Open("BG-3", table(IssuerAssignedID=Text("BT-25"), FormattedIssueDateTime=Date("BT-26")))),
    ReceivableSpecifiedTradeAccountingAccount=Within(table(ID=Text("BT-19"))),
)

CONTEXT = table(
    BusinessProcessSpecifiedDocumentContextParameter=Within(table(ID=Text("BT-23"))),
    GuidelineSpecifiedDocumentContextParameter=Within(table(ID=Text("BT-24"))),
)
DOCUMENT = table(
    ID=Text("BT-1"),
    Name=Text("CII-DocumentName"),
    TypeCode=Text("BT-3"),
    IssueDateTime=Date("BT-2"),
    IncludedNote=many(Open("BG-1", table(Content=Text("BT-22"), SubjectCode=Text("BT-21")))),
)
TRANSACTION = table(
    IncludedSupplyChainTradeLineItem=many(Open("BG-25", LINE)),
    ApplicableHeaderTradeAgreement=Within(AGREEMENT),
    ApplicableHeaderTradeDelivery=Within(DELIVERY),
    ApplicableHeaderTradeSettlement=Within(SETTLEMENT),
)
ROOT: Table = table(
    rsm_ExchangedDocumentContext=Within(CONTEXT),
    rsm_ExchangedDocument=Within(DOCUMENT),
    rsm_SupplyChainTradeTransaction=Within(TRANSACTION),
)
