"""XRechnung on our own samples: each sample is flawless, and each damage is found under its official id."""

import pytest

from kantor.engines.einvoice import check, profile, rule_set
from kantor.engines.einvoice.rules.xrechnung_iban import is_iban

from .changed import Change, changed, finding_of, found_in

UBL, CII = "xrechnung.xml", "xrechnung_cii.xml"
_MEANS = "//cac:PaymentMeans"
_SELLER = "//cac:AccountingSupplierParty/cac:Party"
_CARD = "<cac:CardAccount><cbc:PrimaryAccountNumberID>1234</cbc:PrimaryAccountNumberID><cbc:NetworkID>X</cbc:NetworkID></cac:CardAccount>"
_MANDATE = "<cac:PaymentMandate><cbc:ID>M-1</cbc:ID></cac:PaymentMandate>"
_DEBIT = (
    "<cac:PaymentMandate><cbc:ID>M-1</cbc:ID><cac:PayerFinancialAccount><cbc:ID>DE02120300000000202052</cbc:ID>"
    "</cac:PayerFinancialAccount></cac:PaymentMandate>"
)
_SEPA = '<cac:PartyIdentification><cbc:ID schemeID="SEPA">DE98ZZZ09999999999</cbc:ID></cac:PartyIdentification>'
_SECOND_FILE = (
    "<cac:AdditionalDocumentReference><cbc:ID>Zweiter</cbc:ID><cac:Attachment><cbc:EmbeddedDocumentBinaryObject "
    'mimeCode="text/csv" filename="stunden.csv">QQ==</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>'
)

DAMAGES: list[tuple[str, list[Change]]] = [
    ("BR-DE-1", [(_MEANS, None)]),
    ("BR-DE-2", [(f"{_SELLER}/cac:Contact", None)]),
    ("BR-DE-3", [(f"{_SELLER}/cac:PostalAddress/cbc:CityName", " ")]),
    ("BR-DE-4", [(f"{_SELLER}/cac:PostalAddress/cbc:PostalZone", None)]),
    ("BR-DE-5", [(f"{_SELLER}/cac:Contact/cbc:Name", None)]),
    ("BR-DE-6", [(f"{_SELLER}/cac:Contact/cbc:Telephone", None)]),
    ("BR-DE-7", [(f"{_SELLER}/cac:Contact/cbc:ElectronicMail", None)]),
    ("BR-DE-8", [("//cac:AccountingCustomerParty//cbc:CityName", None)]),
    ("BR-DE-9", [("//cac:AccountingCustomerParty//cbc:PostalZone", None)]),
    ("BR-DE-10", [("//cac:DeliveryLocation//cbc:CityName", None)]),
    ("BR-DE-11", [("//cac:DeliveryLocation//cbc:PostalZone", None)]),
    ("BR-DE-14", [("//cac:TaxSubtotal//cbc:Percent", None)]),
    ("BR-DE-15", [("//cbc:BuyerReference", None)]),
    ("BR-DE-16", [(f"{_SELLER}/cac:PartyTaxScheme", None)]),
    ("BR-DE-17", [("//cbc:InvoiceTypeCode", "383")]),
    ("BR-DE-19", [(f"{_MEANS}//cac:PayeeFinancialAccount/cbc:ID", "DE03 1203 0000 0000 2020 51")]),
    ("BR-DE-20", [(f"{_MEANS}/cbc:PaymentMeansCode", "59"), (_MEANS, _DEBIT)]),
    ("BR-DE-21", [("//cbc:CustomizationID", "urn:cen.eu:en16931:2017#compliant#urn:xoev-de:kosit:standard:xrechnung_2.2")]),
    ("BR-DE-22", [("/*", _SECOND_FILE)]),
    ("BR-DE-23-a", [(f"{_MEANS}/cac:PayeeFinancialAccount", None)]),
    ("BR-DE-23-b", [(_MEANS, _CARD)]),
    ("BR-DE-24-a", [(f"{_MEANS}/cbc:PaymentMeansCode", "48")]),
    ("BR-DE-24-b", [(f"{_MEANS}/cbc:PaymentMeansCode", "54")]),
    ("BR-DE-25-a", [(f"{_MEANS}/cbc:PaymentMeansCode", "59")]),
    ("BR-DE-25-b", [(f"{_MEANS}/cbc:PaymentMeansCode", "59"), (_MEANS, _MANDATE)]),
    ("BR-DE-26", [("//cbc:InvoiceTypeCode", "384")]),
    ("BR-DE-27", [(f"{_SELLER}/cac:Contact/cbc:Telephone", "Amt 9")]),
    ("BR-DE-28", [(f"{_SELLER}/cac:Contact/cbc:ElectronicMail", "buero.@kranz.example")]),
    ("BR-DE-30", [(_MEANS, _DEBIT)]),
    ("BR-DE-31", [(_MEANS, _MANDATE), (_SELLER, _SEPA)]),
    ("BR-DE-TMP-32", [("/*/cac:InvoicePeriod", None)]),
    ("BR-TMP-2", [("//cbc:URI", "www.kranz.example/bilder")]),
    ("PEPPOL-EN16931-R001", [("//cbc:ProfileID", None)]),
    ("PEPPOL-EN16931-R005", [("/*", "<cbc:TaxCurrencyCode>EUR</cbc:TaxCurrencyCode>")]),
    ("PEPPOL-EN16931-R008", [("//cbc:PaymentID", " ")]),
    ("PEPPOL-EN16931-R010", [("//cac:AccountingCustomerParty//cbc:EndpointID", None)]),
    ("PEPPOL-EN16931-R020", [(f"{_SELLER}/cbc:EndpointID", None)]),
    ("PEPPOL-EN16931-R040", [("/*/cac:AllowanceCharge/cbc:Amount", "60.03")]),
    ("PEPPOL-EN16931-R041", [("/*/cac:AllowanceCharge/cbc:BaseAmount", None)]),
    ("PEPPOL-EN16931-R042", [("/*/cac:AllowanceCharge/cbc:MultiplierFactorNumeric", None)]),
    ("PEPPOL-EN16931-R043", [("/*/cac:AllowanceCharge/cbc:ChargeIndicator", "0")]),
    ("PEPPOL-EN16931-R044", [("//cac:Price/cac:AllowanceCharge/cbc:ChargeIndicator", "true")]),
    ("PEPPOL-EN16931-R046", [("//cac:Price/cac:AllowanceCharge/cbc:Amount", "4.99")]),
    ("PEPPOL-EN16931-R054", [("/*", "<cbc:TaxCurrencyCode>SEK</cbc:TaxCurrencyCode>")]),
    ("PEPPOL-EN16931-R061", [(f"{_MEANS}/cbc:PaymentMeansCode", "59")]),
    ("PEPPOL-EN16931-R101", [("//cac:InvoiceLine[1]", "<cac:DocumentReference><cbc:ID>7</cbc:ID></cac:DocumentReference>")]),
    ("PEPPOL-EN16931-R110", [("//cac:InvoiceLine//cbc:StartDate", "2026-01-31")]),
    ("PEPPOL-EN16931-R111", [("//cac:InvoiceLine//cbc:EndDate", "2026-03-01")]),
    ("PEPPOL-EN16931-R120", [("//cac:InvoiceLine[2]/cbc:InvoicedQuantity", "61")]),
    ("PEPPOL-EN16931-R121", [("//cac:InvoiceLine[1]//cbc:BaseQuantity", "0")]),
    ("PEPPOL-EN16931-R130", [("//cac:InvoiceLine[1]//cbc:BaseQuantity/@unitCode", "DAY")]),
]

_SETTLEMENT = "//ram:ApplicableHeaderTradeSettlement"
_CII_MEANS = "//ram:SpecifiedTradeSettlementPaymentMeans"
_DEBITED = "<ram:PayerPartyDebtorFinancialAccount><ram:IBANID>DE02120300000000202052</ram:IBANID></ram:PayerPartyDebtorFinancialAccount>"
_TERMS = "//ram:SpecifiedTradePaymentTerms"
_CONTACT = "//ram:DefinedTradeContact"
CII_DAMAGES: list[tuple[str, list[Change]]] = [
    ("BR-DE-1", [(_CII_MEANS, None)]),
    ("BR-DE-2", [(_CONTACT, None)]),
    ("BR-DE-3", [("//ram:SellerTradeParty//ram:CityName", None)]),
    ("BR-DE-5", [(f"{_CONTACT}/ram:PersonName", None)]),
    ("BR-DE-6", [(f"{_CONTACT}//ram:CompleteNumber", " ")]),
    ("BR-DE-9", [("//ram:BuyerTradeParty//ram:PostcodeCode", None)]),
    ("BR-DE-14", [(f"{_SETTLEMENT}/ram:ApplicableTradeTax/ram:RateApplicablePercent", None)]),
    ("BR-DE-15", [("//ram:BuyerReference", None)]),
    ("BR-DE-16", [("//ram:SpecifiedTaxRegistration", None)]),
    ("BR-DE-18", [(f"{_TERMS}/ram:Description", "#SKONTO#TAGE=10#PROZENT=2.00#")]),
    ("BR-DE-19", [("//ram:IBANID", "DE1")]),
    ("BR-DE-20", [(f"{_CII_MEANS}/ram:TypeCode", "59"), (_CII_MEANS, _DEBITED)]),
    ("BR-DE-23-a", [("//ram:PayeePartyCreditorFinancialAccount", None)]),
    ("BR-DE-23-b", [(_TERMS, "<ram:DirectDebitMandateID>M-1</ram:DirectDebitMandateID>")]),
    ("BR-DE-24-a", [(f"{_CII_MEANS}/ram:TypeCode", "55")]),
    ("BR-DE-24-b", [(f"{_CII_MEANS}/ram:TypeCode", "48")]),
    ("BR-DE-25-a", [(f"{_CII_MEANS}/ram:TypeCode", "59")]),
    ("BR-DE-25-b", [(f"{_CII_MEANS}/ram:TypeCode", "59")]),
    ("BR-DE-30", [(_TERMS, "<ram:DirectDebitMandateID>M-1</ram:DirectDebitMandateID>")]),
    ("BR-DE-31", [(_SETTLEMENT, "<ram:CreditorReferenceID>DE98ZZZ09999999999</ram:CreditorReferenceID>")]),
    ("BR-DE-TMP-32", [("//ram:ActualDeliverySupplyChainEvent", None)]),
    ("BR-TMP-2", [("//ram:AdditionalReferencedDocument/ram:URIID", "fotos.html")]),
    ("BR-TMP-3", [("//ram:GrossPriceProductTradePrice/ram:BasisQuantity", "10")]),
    ("PEPPOL-EN16931-R008", [("//ram:PaymentReference", " ")]),
    ("PEPPOL-EN16931-R044", [("//ram:AppliedTradeAllowanceCharge//udt:Indicator", "true")]),
    ("PEPPOL-EN16931-R046", [("//ram:AppliedTradeAllowanceCharge/ram:ActualAmount", "4")]),
    ("PEPPOL-EN16931-R053", [("//ram:TaxTotalAmount/..", '<ram:TaxTotalAmount currencyID="EUR">1</ram:TaxTotalAmount>')]),
    ("PEPPOL-EN16931-R054", [("//ram:TaxTotalAmount/..", '<ram:TaxTotalAmount currencyID="SEK">1</ram:TaxTotalAmount>')]),
    ("PEPPOL-EN16931-R121", [("//ram:NetPriceProductTradePrice/ram:BasisQuantity", "-1")]),
]


@pytest.mark.parametrize("sample", [UBL, CII, "xrechnung_extension.xml"])
def test_our_samples_break_no_rule_that_would_stop_them(sample: str) -> None:
    stopping = [finding for finding in check(changed(sample)) if finding.severity == "fatal"]
    assert stopping == []


@pytest.mark.parametrize(("rule", "changes"), DAMAGES, ids=[rule for rule, _ in DAMAGES])
def test_each_damage_of_the_ubl_sample_is_found(rule: str, changes: list[Change]) -> None:
    assert found_in(changed(UBL))[rule] == 0
    assert found_in(changed(UBL, *changes), "XRECHNUNG")[rule] > 0


@pytest.mark.parametrize(("rule", "changes"), CII_DAMAGES, ids=[f"{rule}" for rule, _ in CII_DAMAGES])
def test_each_damage_of_the_cii_sample_is_found(rule: str, changes: list[Change]) -> None:
    assert found_in(changed(CII))[rule] == 0
    assert found_in(changed(CII, *changes), "XRECHNUNG")[rule] > 0


def test_every_rule_of_xrechnung_is_broken_by_one_of_the_damages() -> None:
    broken = {rule for rule, _ in DAMAGES + CII_DAMAGES} | {"PEPPOL-EN16931-R055"}
    assert {rule.id for rule in rule_set("XRECHNUNG").rules.values()} <= broken


def test_vat_totals_of_different_sign_are_found() -> None:
    foreign = '<cac:TaxTotal><cbc:TaxAmount currencyID="SEK">-2400.00</cbc:TaxAmount></cac:TaxTotal>'
    invoice = changed(UBL, ("/*", f"<cbc:TaxCurrencyCode>SEK</cbc:TaxCurrencyCode>{foreign}"))
    assert found_in(invoice, "XRECHNUNG")["PEPPOL-EN16931-R055"] == 1


def test_a_complete_direct_debit_is_accepted() -> None:
    debit = _DEBIT.replace("DE02120300000000202052", "DE02 1203 0000 0000 2020 51")
    invoice = changed(
        UBL, (f"{_MEANS}/cac:PayeeFinancialAccount", None), (f"{_MEANS}/cbc:PaymentMeansCode", "59"), (_MEANS, debit), (_SELLER, _SEPA)
    )
    assert [rule for rule in found_in(invoice) if rule.startswith("BR-DE")] == []


GOOD_SKONTO = [
    "",
    "Zahlbar sofort, ohne Abzug.",
    "#SKONTO#TAGE=7#PROZENT=2.00#\n",
    "#SKONTO#TAGE=7#PROZENT=2.00#\n#SKONTO#TAGE=14#PROZENT=1.00#\n",
    "#SKONTO#TAGE=14#PROZENT=1.50#BASISBETRAG=357.93#\n",
    "#SKONTO#TAGE=14#PROZENT=1.50#BASISBETRAG=-357.93#\n",
    "Skonto:\n#SKONTO#TAGE=7#PROZENT=2.00#\nsonst netto",
    "#SKONTO#TAGE=7#PROZENT=2.00#\r\n",
    "  #SKONTO#TAGE=7#PROZENT=2.00#  \n",
]
BAD_SKONTO = [
    "#SKONTO#TAGE=7#PROZENT=2.00#",
    "#SKONTO#TAGE=7#PROZENT=2.00# danke\n",
    "#SKONTO#TAGE=7#PROZENT=2.0#\n",
    "#SKONTO#TAGE=7#PROZENT=2.000#\n",
    "#SKONTO#TAGE=7#PROZENT=2,00#\n",
    "#Skonto#TAGE=7#PROZENT=2.00#\n",
    "#SKONTO#TAGE=-7#PROZENT=2.00#\n",
    "#SKONTO#TAGE=7#PROZENT=2.00#BASISBETRAG=357.9#\n",
    "#SKONTO#TAGE=7#PROZENT=2.00#BASISBEITRAG=357.90#\n",
    "#VERZUG#TAGE=30#PROZENT=5.00#\n",
    "#SKONTO#TAGE= 7#PROZENT=2.00#\n",
    "#SKONTO#PROZENT=2.00#TAGE=7#\n",
    "#SKONTO#TAGE=7#PROZENT=2.00#\n#SKONTO#TAGE=14#PROZENT=1.00#",
    "#SKONTO#TAGE=7#PROZENT=2.00",
]


@pytest.mark.parametrize("terms", GOOD_SKONTO)
def test_proper_cash_discounts_are_accepted(terms: str) -> None:
    assert found_in(changed(UBL, ("//cac:PaymentTerms/cbc:Note", terms)), "XRECHNUNG")["BR-DE-18"] == 0


@pytest.mark.parametrize("terms", BAD_SKONTO)
def test_cash_discounts_written_otherwise_are_found(terms: str) -> None:
    assert found_in(changed(UBL, ("//cac:PaymentTerms/cbc:Note", terms)), "XRECHNUNG")["BR-DE-18"] == 1
    assert found_in(changed(CII, ("//ram:SpecifiedTradePaymentTerms/ram:Description", terms)), "XRECHNUNG")["BR-DE-18"] == 1


@pytest.mark.parametrize(
    "text", ["DE02120300000000202051", "DE02 1203 0000 0000 2020 51", "PL61 1090 1014 0000 0712 1981 2874", "GB29 NWBK 6016 1331 9268 19"]
)
def test_valid_ibans_are_known(text: str) -> None:
    assert is_iban(text)


@pytest.mark.parametrize("text", ["", "DE02120300000000202052", "de02120300000000202051", "02120300000000202051", "DE0212030000-000202051"])
def test_other_texts_are_no_ibans(text: str) -> None:
    assert not is_iban(text)


def test_a_bank_transfer_outside_sepa_needs_no_iban() -> None:
    invoice = changed(UBL, (f"{_MEANS}/cbc:PaymentMeansCode", "30"), (f"{_MEANS}//cac:PayeeFinancialAccount/cbc:ID", "123456-7"))
    assert found_in(invoice, "XRECHNUNG")["BR-DE-19"] == 0


def test_forints_may_be_off_by_half_a_forint() -> None:
    price = ("//cac:InvoiceLine[1]/cac:Price/cbc:PriceAmount", "45.02")
    assert found_in(changed(UBL, price), "XRECHNUNG")["PEPPOL-EN16931-R120"] == 1
    assert found_in(changed(UBL, price, ("//cbc:DocumentCurrencyCode", "HUF")), "XRECHNUNG")["PEPPOL-EN16931-R120"] == 0


def test_an_unknown_unit_of_measure_warns_in_xrechnung_and_stops_elsewhere() -> None:
    invoice = changed(UBL, ("//cac:InvoiceLine[1]//*[@unitCode]/@unitCode", "STCK"))
    assert profile(invoice).name == "xrechnung"
    assert {finding.severity for finding in check(invoice) if finding.rule == "BR-CL-23"} == {"warning"}
    assert {finding.severity for finding in check(invoice, ["EN16931"]) if finding.rule == "BR-CL-23"} == {"fatal"}


def test_the_place_and_the_value_of_a_finding_are_named() -> None:
    invoice = changed(UBL, (f"{_SELLER}/cac:Contact/cbc:Telephone", "Amt 9"))
    finding = finding_of("BR-DE-27", invoice, "XRECHNUNG")
    assert finding.path == "/Invoice/cac:AccountingSupplierParty/cac:Party/cac:Contact/cbc:Telephone"
    assert finding.evidence == {"found": "Amt 9"}
