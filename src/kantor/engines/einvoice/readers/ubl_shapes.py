"""What each UBL element means: tables from element names to business terms and groups, one table for each aggregate.

A table is written as lines `element  kind  ids`: kind `term`, `group` (opens a sub-group), `into` (same group, one level deeper)
or the name of a special case in `ubl.py`. An element followed by `*` may occur repeatedly, its path then always shows its position.
"""

from typing import NamedTuple

CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
_PREFIXES = {"cbc": CBC, "cac": CAC}

# Attributes that UBL has and EN 16931 does not (UBL-DT-08 to UBL-DT-28), in the order of those rules.
FOREIGN_ATTRIBUTES = (
    *("schemeName", "schemeAgencyName", "schemeDataURI", "schemeURI", "format", "unitCodeListIdentifier", "unitCodeListAgencyIdentifier"),
    *("unitCodeListAgencyName", "listAgencyName", "listName", "name", "languageID", "listURI", "listSchemeURI", "languageLocaleID", "uri"),
    *("currencyCodeListVersionID", "characterSetCode", "encodingCode", "schemeAgencyID", "listAgencyID"),
)

TERM, GROUP, INTO, SPECIAL = range(4)
_KINDS = {"term": TERM, "group": GROUP, "into": INTO}


class Part(NamedTuple):
    """One element of a table: its prefixed name, what to do with it, the id(s) it stands for and the table of its children."""

    name: str
    kind: int
    id: str
    shape: "Shape"
    many: bool
    special: str


Shape = dict[str, Part]


def clark(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_PREFIXES[prefix]}}}{local}"


def shape(table: str, **below: Shape) -> Shape:
    """Read a table; `below` holds the tables of the elements that have one, by local name."""
    parts: Shape = {}
    for line in table.strip().splitlines():
        name, kind, *ids = line.split()
        many = name.endswith("*")
        name = name.rstrip("*")
        special = kind not in _KINDS
        local = name.partition(":")[2]
        parts[clark(name)] = Part(
            name, SPECIAL if special else _KINDS[kind], " ".join(ids), below.get(local, {}), many, kind if special else ""
        )
    return parts


def _address(*terms: int) -> Shape:
    """terms: the numbers of line 1, line 2, line 3, city, post code, subdivision and country."""
    line1, line2, line3, city, post_code, subdivision, country = terms
    return shape(
        f"""
        cbc:StreetName            term BT-{line1}
        cbc:AdditionalStreetName  term BT-{line2}
        cbc:CityName              term BT-{city}
        cbc:PostalZone            term BT-{post_code}
        cbc:CountrySubentity      term BT-{subdivision}
        cac:AddressLine*          into
        cac:Country               into
        """,
        AddressLine=shape(f"cbc:Line term BT-{line3}"),
        Country=shape(f"cbc:IdentificationCode term BT-{country}"),
    )


SELLER = shape(
    """
    cbc:EndpointID           term BT-34
    cac:PartyIdentification* seller_identification BT-29
    cac:PartyName            into
    cac:PostalAddress        group BG-5
    cac:PartyTaxScheme*      tax_registration BT-31 BT-32
    cac:PartyLegalEntity     into
    cac:Contact              group BG-6
    """,
    PartyName=shape("cbc:Name term BT-28"),
    PostalAddress=_address(35, 36, 162, 37, 38, 39, 40),
    PartyLegalEntity=shape(
        """
        cbc:RegistrationName  term BT-27
        cbc:CompanyID         term BT-30
        cbc:CompanyLegalForm  term BT-33
        """
    ),
    Contact=shape(
        """
        cbc:Name            term BT-41
        cbc:Telephone       term BT-42
        cbc:ElectronicMail  term BT-43
        """
    ),
)
BUYER = shape(
    """
    cbc:EndpointID           term BT-49
    cac:PartyIdentification* into
    cac:PartyName            into
    cac:PostalAddress        group BG-8
    cac:PartyTaxScheme*      tax_registration BT-48 UBL-BuyerTaxRegistration
    cac:PartyLegalEntity     into
    cac:Contact              group BG-9
    """,
    PartyIdentification=shape("cbc:ID term BT-46"),
    PartyName=shape("cbc:Name term BT-45"),
    PostalAddress=_address(50, 51, 163, 52, 53, 54, 55),
    PartyLegalEntity=shape("cbc:RegistrationName term BT-44\ncbc:CompanyID term BT-47"),
    Contact=shape(
        """
        cbc:Name            term BT-56
        cbc:Telephone       term BT-57
        cbc:ElectronicMail  term BT-58
        """
    ),
)
PAYEE = shape(
    """
    cac:PartyIdentification* seller_identification BT-60
    cac:PartyName            into
    cac:PartyLegalEntity     into
    """,
    PartyName=shape("cbc:Name term BT-59"),
    PartyLegalEntity=shape("cbc:CompanyID term BT-61"),
)
TAX_REPRESENTATIVE = shape(
    """
    cac:PartyIdentification* into
    cac:PartyName            into
    cac:PostalAddress        group BG-12
    cac:PartyTaxScheme*      tax_registration BT-63 UBL-RepresentativeTaxRegistration
    """,
    PartyIdentification=shape("cbc:ID term UBL-RepresentativeID"),
    PartyName=shape("cbc:Name term BT-62"),
    PostalAddress=_address(64, 65, 164, 66, 67, 68, 69),
)
DELIVERY = shape(
    """
    cbc:ActualDeliveryDate  term BT-72
    cac:DeliveryLocation    into
    cac:DeliveryParty       into
    """,
    DeliveryLocation=shape("cbc:ID term BT-71\ncac:Address group BG-15", Address=_address(75, 76, 165, 77, 78, 79, 80)),
    DeliveryParty=shape("cac:PartyName into", PartyName=shape("cbc:Name term BT-70")),
)
PAYMENT_MEANS = shape(
    """
    cbc:PaymentMeansCode       payment_code BT-81 BT-82
    cbc:PaymentDueDate         term UBL-PaymentDueDate
    cbc:PaymentID*             term BT-83
    cac:CardAccount            group BG-18
    cac:PayeeFinancialAccount* group BG-17
    cac:PaymentMandate         group BG-19
    """,
    CardAccount=shape("cbc:PrimaryAccountNumberID term BT-87\ncbc:HolderName term BT-88"),
    PayeeFinancialAccount=shape(
        "cbc:ID term BT-84\ncbc:Name term BT-85\ncac:FinancialInstitutionBranch into",
        FinancialInstitutionBranch=shape("cbc:ID term BT-86"),
    ),
    PaymentMandate=shape("cbc:ID term BT-89\ncac:PayerFinancialAccount into", PayerFinancialAccount=shape("cbc:ID term BT-91")),
)


def _allowance(amount: int, base_amount: int, percentage: int, reason: int, code: int, category: str) -> Shape:
    return shape(
        f"""
        cbc:AllowanceChargeReasonCode  term BT-{code}
        cbc:AllowanceChargeReason*     term BT-{reason}
        cbc:MultiplierFactorNumeric    term BT-{percentage}
        cbc:Amount                     term BT-{amount}
        cbc:BaseAmount                 term BT-{base_amount}
        cac:TaxCategory*               tax_category {category}
        """
    )


ALLOWANCE = _allowance(92, 93, 94, 97, 98, "BT-95 BT-96 UBL-ExemptionReason UBL-ExemptionCode")
CHARGE = _allowance(99, 100, 101, 104, 105, "BT-102 BT-103 UBL-ExemptionReason UBL-ExemptionCode")
LINE_ALLOWANCE = _allowance(
    136, 137, 138, 139, 140, "UBL-LineAllowanceCategory UBL-LineAllowanceRate UBL-ExemptionReason UBL-ExemptionCode"
)
LINE_CHARGE = _allowance(141, 142, 143, 144, 145, "UBL-LineChargeCategory UBL-LineChargeRate UBL-ExemptionReason UBL-ExemptionCode")

TAX_TOTAL = shape("cbc:TaxAmount term UBL-TaxAmount\ncac:TaxSubtotal* tax_subtotal BG-23")
TAX_SUBTOTAL = shape(
    """
    cbc:TaxableAmount  term BT-116
    cbc:TaxAmount      term BT-117
    cac:TaxCategory*   tax_category BT-118 BT-119 BT-120 BT-121
    """
)
DOCUMENT = shape(
    """
    cbc:ID                   term BT-122
    cbc:DocumentTypeCode     term UBL-DocumentTypeCode
    cbc:DocumentDescription* term BT-123
    cac:Attachment           into
    """,
    Attachment=shape(
        "cbc:EmbeddedDocumentBinaryObject term BT-125\ncac:ExternalReference into", ExternalReference=shape("cbc:URI term BT-124")
    ),
)
PRECEDING = shape("cbc:ID term BT-25\ncbc:IssueDate term BT-26")
THIRD_PARTY_PAYMENT = shape("cbc:ID term BT-DEX-001\ncbc:PaidAmount term BT-DEX-002\ncbc:InstructionID term BT-DEX-003")

ITEM = shape(
    """
    cbc:Description                  term BT-154
    cbc:Name                         term BT-153
    cac:BuyersItemIdentification     into
    cac:SellersItemIdentification    into
    cac:StandardItemIdentification   into
    cac:OriginCountry                into
    cac:CommodityClassification*     into
    cac:AdditionalItemProperty*      group BG-32
    """,
    BuyersItemIdentification=shape("cbc:ID term BT-156"),
    SellersItemIdentification=shape("cbc:ID term BT-155"),
    StandardItemIdentification=shape("cbc:ID term BT-157"),
    OriginCountry=shape("cbc:IdentificationCode term BT-159"),
    CommodityClassification=shape("cbc:ItemClassificationCode term BT-158"),
    AdditionalItemProperty=shape("cbc:Name term BT-160\ncbc:Value term BT-161"),
)
PRICE = shape(
    "cbc:PriceAmount term BT-146\ncbc:BaseQuantity quantity BT-149 BT-150\ncac:AllowanceCharge* into",
    AllowanceCharge=shape("cbc:ChargeIndicator term UBL-PriceChargeIndicator\ncbc:Amount term BT-147\ncbc:BaseAmount term BT-148"),
)
LINE = shape(
    """
    cbc:ID                   term BT-126
    cbc:Note*                term BT-127
    cbc:InvoicedQuantity     quantity BT-129 BT-130
    cbc:CreditedQuantity     quantity BT-129 BT-130
    cbc:LineExtensionAmount  term BT-131
    cbc:AccountingCost       term BT-133
    cac:InvoicePeriod*       group BG-26
    cac:OrderLineReference   into
    cac:DocumentReference*   line_document BT-128 UBL-LineDocument
    cac:AllowanceCharge*     line_allowance
    cac:Item                 item
    cac:Price                group BG-29
    cac:SubInvoiceLine*      group BG-DEX-01
    cac:SubCreditNoteLine*   group BG-DEX-01
    """,
    InvoicePeriod=shape("cbc:StartDate term BT-134\ncbc:EndDate term BT-135"),
    OrderLineReference=shape("cbc:LineID term BT-132"),
    Item=ITEM,
    Price=PRICE,
)
for _name in ("cac:SubInvoiceLine", "cac:SubCreditNoteLine"):
    LINE[clark(_name)] = LINE[clark(_name)]._replace(shape=LINE)

ROOT = shape(
    """
    cbc:CustomizationID              term BT-24
    cbc:ProfileID                    term BT-23
    cbc:ID                           term BT-1
    cbc:IssueDate                    term BT-2
    cbc:DueDate                      term BT-9
    cbc:InvoiceTypeCode              term BT-3
    cbc:CreditNoteTypeCode           term BT-3
    cbc:Note*                        note BG-1
    cbc:TaxPointDate                 term BT-7
    cbc:DocumentCurrencyCode         term BT-5
    cbc:TaxCurrencyCode              term BT-6
    cbc:AccountingCost               term BT-19
    cbc:BuyerReference               term BT-10
    cac:InvoicePeriod*               invoicing_period BG-14
    cac:OrderReference               into
    cac:BillingReference*            billing_reference BG-3
    cac:DespatchDocumentReference    into
    cac:ReceiptDocumentReference     into
    cac:OriginatorDocumentReference  into
    cac:ContractDocumentReference    into
    cac:AdditionalDocumentReference* document BG-24
    cac:ProjectReference             into
    cac:AccountingSupplierParty      party BG-4
    cac:AccountingCustomerParty      party BG-7
    cac:PayeeParty                   group BG-10
    cac:TaxRepresentativeParty       group BG-11
    cac:Delivery*                    group BG-13
    cac:PaymentMeans*                group BG-16
    cac:PaymentTerms*                into
    cac:PrepaidPayment*              group BG-DEX-09
    cac:AllowanceCharge*             allowance
    cac:TaxTotal*                    group UBL-TaxTotal
    cac:LegalMonetaryTotal           totals UBL-LegalMonetaryTotal
    cac:InvoiceLine*                 group BG-25
    cac:CreditNoteLine*              group BG-25
    """,
    InvoicePeriod=shape("cbc:StartDate term BT-73\ncbc:EndDate term BT-74"),
    OrderReference=shape("cbc:ID term BT-13\ncbc:SalesOrderID term BT-14"),
    DespatchDocumentReference=shape("cbc:ID term BT-16"),
    ReceiptDocumentReference=shape("cbc:ID term BT-15"),
    OriginatorDocumentReference=shape("cbc:ID term BT-17"),
    ContractDocumentReference=shape("cbc:ID term BT-12"),
    AdditionalDocumentReference=DOCUMENT,
    ProjectReference=shape("cbc:ID term BT-11"),
    AccountingSupplierParty=SELLER,
    AccountingCustomerParty=BUYER,
    PayeeParty=PAYEE,
    TaxRepresentativeParty=TAX_REPRESENTATIVE,
    Delivery=DELIVERY,
    PaymentMeans=PAYMENT_MEANS,
    PaymentTerms=shape("cbc:Note* term BT-20"),
    PrepaidPayment=THIRD_PARTY_PAYMENT,
    TaxTotal=TAX_TOTAL,
    LegalMonetaryTotal=shape(
        """
        cbc:LineExtensionAmount    term BT-106
        cbc:TaxExclusiveAmount     term BT-109
        cbc:TaxInclusiveAmount     term BT-112
        cbc:AllowanceTotalAmount   term BT-107
        cbc:ChargeTotalAmount      term BT-108
        cbc:PrepaidAmount          term BT-113
        cbc:PayableRoundingAmount  term BT-114
        cbc:PayableAmount          term BT-115
        """
    ),
    InvoiceLine=LINE,
    CreditNoteLine=LINE,
)

_AMOUNTS = (
    *("Amount", "BaseAmount", "TaxAmount", "TaxableAmount", "LineExtensionAmount", "TaxExclusiveAmount", "TaxInclusiveAmount"),
    *("AllowanceTotalAmount", "ChargeTotalAmount", "PrepaidAmount", "PayableRoundingAmount", "PayableAmount"),
)
# What the rules judge wherever it stands, also where EN 16931 has no term for it: element -> id, or parent -> id.
ELSEWHERE: dict[str, str | dict[str, str]] = {
    clark("cbc:EndpointID"): "UBL-ElsewhereEndpoint",
    clark("cbc:TaxExemptionReasonCode"): "UBL-ElsewhereExemptionCode",
    clark("cbc:IdentificationCode"): {clark("cac:Country"): "UBL-ElsewhereCountry"},
    clark("cbc:CompanyID"): {clark("cac:PartyLegalEntity"): "UBL-ElsewhereCompany"},
    clark("cbc:ID"): {
        clark("cac:PartyIdentification"): "UBL-ElsewhereParty",
        clark("cac:TaxCategory"): "UBL-ElsewhereCategory",
    },
    **{clark(f"cbc:{name}"): "UBL-ElsewhereAmount" for name in _AMOUNTS},
}
