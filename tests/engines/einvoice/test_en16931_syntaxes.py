"""Where the published rules for UBL and CII differ, ours differ in the same way."""

from kantor.engines.einvoice import check, read

_CII = """<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
  xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
  xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
  <rsm:SupplyChainTradeTransaction>{lines}<ram:ApplicableHeaderTradeSettlement>
  <ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>{settlement}</ram:ApplicableHeaderTradeSettlement>
  </rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>"""
_CII_LINE = """<ram:IncludedSupplyChainTradeLineItem><ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax>
  <ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>{code}</ram:CategoryCode>
  <ram:RateApplicablePercent>{rate}</ram:RateApplicablePercent></ram:ApplicableTradeTax>
  <ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>{net}</ram:LineTotalAmount>
  </ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>"""
_CII_TAX = """<ram:ApplicableTradeTax><ram:CalculatedAmount>{tax}</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode>
  <ram:BasisAmount>{net}</ram:BasisAmount><ram:CategoryCode>{code}</ram:CategoryCode>
  <ram:RateApplicablePercent>{rate}</ram:RateApplicablePercent></ram:ApplicableTradeTax>"""
_UBL = """<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">{content}</Invoice>"""
_UBL_CATEGORY = "<cbc:ID>{code}</cbc:ID><cbc:Percent>{rate}</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"

_CARD = "<cac:CardAccount><cbc:PrimaryAccountNumberID>4111111111111111</cbc:PrimaryAccountNumberID></cac:CardAccount>"
_UBL_CARD = f"<cac:PaymentMeans>{_CARD}</cac:PaymentMeans>"


def _ubl(code: str, rate: str, line: str, net: str, tax: str = "0") -> set[str]:
    category = _UBL_CATEGORY.format(code=code, rate=rate)
    content = (
        f"<cac:TaxTotal><cac:TaxSubtotal><cbc:TaxableAmount>{net}</cbc:TaxableAmount><cbc:TaxAmount>{tax}</cbc:TaxAmount>"
        f"<cac:TaxCategory>{category}</cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>"
        f"<cac:InvoiceLine><cbc:LineExtensionAmount>{line}</cbc:LineExtensionAmount>"
        f"<cac:Item><cac:ClassifiedTaxCategory>{category}</cac:ClassifiedTaxCategory></cac:Item></cac:InvoiceLine>"
    )
    return _broken(_UBL.format(content=content))


def _cii(code: str, rate: str, line: str, net: str, tax: str = "0") -> set[str]:
    lines = _CII_LINE.format(code=code, rate=rate, net=line)
    return _broken(_CII.format(lines=lines, settlement=_CII_TAX.format(code=code, rate=rate, net=net, tax=tax)))


def _broken(text: str) -> set[str]:
    return {finding.rule for finding in check(read(text.encode()), ("EN16931",))}


def test_ubl_lets_taxable_amounts_of_rated_categories_differ_by_less_than_one_unit() -> None:
    assert "BR-S-08" not in _ubl("S", "19", "100.00", "100.99")
    assert "BR-S-08" in _ubl("S", "19", "100.00", "101.00")
    assert "BR-S-08" in _cii("S", "19", "100.00", "100.01")
    assert "BR-S-08" not in _cii("S", "19", "100.00", "100.00")


def test_cii_lets_taxable_amounts_of_untaxed_categories_differ_by_less_than_one_unit() -> None:
    assert "BR-Z-08" not in _cii("Z", "0", "100.00", "100.99")
    assert "BR-Z-08" in _cii("Z", "0", "100.00", "101.00")
    assert "BR-Z-08" in _ubl("Z", "0", "100.00", "100.01")
    assert "BR-O-08" in _cii("O", "0", "100.00", "100.01")


def test_a_tax_amount_exactly_one_unit_off_passes_in_cii_alone() -> None:
    assert "BR-CO-17" in _ubl("S", "19", "100.00", "100.00", "20.00")
    assert "BR-CO-17" not in _cii("S", "19", "100.00", "100.00", "20.00")
    assert "BR-CO-17" in _cii("S", "19", "100.00", "100.00", "20.01")


def test_the_tax_of_the_canary_islands_may_be_zero_in_ubl_alone() -> None:
    assert "BR-AF-05" not in _ubl("L", "0", "100.00", "100.00")
    assert "BR-AF-05" in _cii("L", "0", "100.00", "100.00")


def test_a_breakdown_without_lines_is_an_unused_category_in_cii() -> None:
    tax = _CII_TAX.format(code="Z", rate="0", net="0", tax="0")
    assert "BR-Z-01" in _broken(_CII.format(lines="", settlement=tax))


def test_a_full_card_number_is_a_warning_in_ubl_and_fatal_in_cii() -> None:
    cii = (
        "<ram:SpecifiedTradeSettlementPaymentMeans><ram:ApplicableTradeSettlementFinancialCard><ram:ID>4111111111111111</ram:ID>"
        "</ram:ApplicableTradeSettlementFinancialCard></ram:SpecifiedTradeSettlementPaymentMeans>"
    )
    severities = [
        finding.severity
        for text in (_UBL.format(content=_UBL_CARD), _CII.format(lines="", settlement=cii))
        for finding in check(read(text.encode()), ("EN16931",))
        if finding.rule == "BR-51"
    ]
    assert severities == ["warning", "fatal"]


def test_a_finding_about_a_card_never_repeats_the_number() -> None:
    [finding] = [found for found in check(read(_UBL.format(content=_UBL_CARD).encode()), ("EN16931",)) if found.rule == "BR-51"]
    assert "4111111111111111" not in str(finding.evidence)
