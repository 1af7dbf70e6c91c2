"""One change to a valid invoice breaks the rule it should break: at least one example for every family of EN 16931, without shared data."""

from pathlib import Path

import pytest

from kantor.engines.einvoice import check, read

_SAMPLE = (Path(__file__).parent / "samples" / "ubl_invoice.xml").read_text("utf-8")

# Rule, what is replaced (first occurrence), by what.
_CHANGES = (
    ("BR-01", "<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>", ""),
    ("BR-02", ">RE-2026-0417</cbc:ID>", "> </cbc:ID>"),
    ("BR-06", "<cbc:RegistrationName>Lindner Metallbau GmbH</cbc:RegistrationName>", ""),
    ("BR-11", "<cbc:IdentificationCode>PL</cbc:IdentificationCode>", ""),
    ("BR-12", '<cbc:LineExtensionAmount currencyID="EUR">350.00</cbc:LineExtensionAmount>', ""),
    ("BR-23", ' unitCode="HUR"', ""),
    ("BR-25", "<cbc:Name>Rivets</cbc:Name>", ""),
    ("BR-27", ">60</cbc:PriceAmount>", ">-60</cbc:PriceAmount>"),
    ("BR-29", "<cbc:EndDate>2026-02-28", "<cbc:EndDate>2026-01-31"),
    ("BR-38", "<cbc:AllowanceChargeReason>Freight</cbc:AllowanceChargeReason>", ""),
    ("BR-47", "<cbc:ID>K</cbc:ID>", ""),
    ("BR-48", "<cbc:Percent>0</cbc:Percent>", ""),
    ("BR-49", '<cbc:PaymentMeansCode name="SEPA direct debit">59</cbc:PaymentMeansCode>', ""),
    ("BR-53", "<cbc:BuyerReference>", "<cbc:TaxCurrencyCode>PLN</cbc:TaxCurrencyCode><cbc:BuyerReference>"),
    ("BR-54", "<cbc:Value>S235</cbc:Value>", ""),
    ("BR-55", "<cbc:ID>RE-2026-0399</cbc:ID>", ""),
    ("BR-61", ">59</cbc:PaymentMeansCode>", ">30</cbc:PaymentMeansCode>"),
    ("BR-62", ' schemeID="EM"', ""),
    ("BR-CL-01", "<cbc:InvoiceTypeCode>380", "<cbc:InvoiceTypeCode>381"),
    ("BR-CL-03", '<cbc:Amount currencyID="EUR">20.00', '<cbc:Amount currencyID="EURO">20.00'),
    ("BR-CL-08", "#AAI#", "#QQQ#"),
    ("BR-CL-10", 'schemeID="0088"', 'schemeID="0999"'),
    ("BR-CL-14", "<cbc:IdentificationCode>DE", "<cbc:IdentificationCode>DD"),
    ("BR-CL-19", "<cbc:AllowanceChargeReasonCode>95", "<cbc:AllowanceChargeReasonCode>96"),
    ("BR-CL-22", "VATEX-EU-IC", "VATEX-EU-XX"),
    ("BR-CL-23", 'unitCode="KGM"', 'unitCode="KILO"'),
    ("BR-CL-24", "text/csv", "text/html"),
    ("BR-CO-03", "<cbc:DocumentCurrencyCode>", "<cbc:TaxPointDate>2026-03-01</cbc:TaxPointDate><cbc:DocumentCurrencyCode>"),
    (
        "BR-CO-04",
        "<cbc:ID>VAT</cbc:ID>\n        </cac:TaxScheme>\n      </cac:ClassifiedTaxCategory>",
        "</cac:TaxScheme></cac:ClassifiedTaxCategory>",
    ),
    ("BR-CO-09", ">DE123456789<", ">123456789<"),
    ("BR-CO-10", ">350.00<", ">350.01<"),
    ("BR-CO-11", '<cbc:AllowanceTotalAmount currencyID="EUR">10.00</cbc:AllowanceTotalAmount>', ""),
    ("BR-CO-12", '"EUR">20.00</cbc:ChargeTotalAmount>', '"EUR">21.00</cbc:ChargeTotalAmount>'),
    ("BR-CO-13", ">360.00<", ">340.00<"),
    ("BR-CO-14", ">58.90<", ">58.91<"),
    ("BR-CO-15", ">418.90<", ">418.91<"),
    ("BR-CO-16", ">400.00<", ">418.90<"),
    ("BR-CO-17", ">58.90</cbc:TaxAmount>\n      <cac:TaxCategory>", ">60.90</cbc:TaxAmount>\n      <cac:TaxCategory>"),
    ("BR-CO-19", "<cbc:StartDate>2026-02-01</cbc:StartDate>\n    <cbc:EndDate>2026-02-28</cbc:EndDate>", ""),
    ("BR-CO-25", "<cbc:DueDate>2026-04-01</cbc:DueDate>", ""),
    ("BR-DEC-09", ">350.00<", ">350.000<"),
    ("BR-DEC-24", ">20.00</cbc:Amount>\n    </cac:AllowanceCharge>", ">20.000</cbc:Amount>\n    </cac:AllowanceCharge>"),
    ("UBL-DT-01", ">350.00<", ">350.000<"),
    ("UBL-DT-06", ' mimeCode="text/csv"', ""),
    ("UBL-DT-08", "<cbc:ID>PO-11", '<cbc:ID schemeName="ours">PO-11'),
    ("UBL-SR-12", "<cbc:ID>FC</cbc:ID>", "<cbc:ID>VAT</cbc:ID>"),
    ("UBL-SR-43", "<cbc:DocumentTypeCode>130", "<cbc:DocumentTypeCode>50"),
    ("UBL-SR-48", "<cac:ClassifiedTaxCategory>", "<cac:ClassifiedTaxCategory/><cac:ClassifiedTaxCategory>"),
    ("UBL-SR-53", "<cbc:CompanyID>PL5260001246</cbc:CompanyID>", ""),
    ("BR-S-01", "<cbc:ID>S</cbc:ID>\n        <cbc:Percent>19</cbc:Percent>\n        <cac:TaxScheme>", "<cbc:ID>E</cbc:ID><cac:TaxScheme>"),
    ("BR-S-05", "<cbc:Percent>19.00", "<cbc:Percent>0"),
    ("BR-S-06", "<cbc:Percent>19</cbc:Percent>", ""),
    ("BR-S-08", ">310.00<", ">311.00<"),
    ("BR-S-09", ">58.90</cbc:TaxAmount>\n      <cac:TaxCategory>", ">59.90</cbc:TaxAmount>\n      <cac:TaxCategory>"),
    (
        "BR-S-10",
        "<cbc:Percent>19</cbc:Percent>\n        <cac:TaxScheme>",
        "<cbc:TaxExemptionReason/><cbc:Percent>19</cbc:Percent><cac:TaxScheme>",
    ),
    (
        "BR-IC-02",
        ">PL5260001246</cbc:CompanyID>\n        <cac:TaxScheme>\n          <cbc:ID>VAT",
        ">1</cbc:CompanyID><cac:TaxScheme><cbc:ID>TAX",
    ),
    ("BR-IC-08", ">50.00</cbc:TaxableAmount>", ">50.01</cbc:TaxableAmount>"),
    ("BR-IC-09", ">0.00</cbc:TaxAmount>", ">0.01</cbc:TaxAmount>"),
    ("BR-IC-10", "<cbc:TaxExemptionReasonCode>VATEX-EU-IC</cbc:TaxExemptionReasonCode>", ""),
    ("BR-O-11", "<cbc:ID>K</cbc:ID>", "<cbc:ID>O</cbc:ID>"),
    ("BR-O-12", "<cbc:ID>K</cbc:ID>", "<cbc:ID>O</cbc:ID>"),
    ("BR-B-01", "<cbc:ID>K</cbc:ID>", "<cbc:ID>B</cbc:ID>"),
    ("BR-B-02", "<cbc:ID>K</cbc:ID>", "<cbc:ID>B</cbc:ID>"),
)


def _broken(text: str) -> set[str]:
    return {finding.rule for finding in check(read(text.encode()))}


def test_the_sample_breaks_no_rule() -> None:
    assert _broken(_SAMPLE) == set()


@pytest.mark.parametrize(("rule", "old", "new"), _CHANGES, ids=[f"{rule}-{number}" for number, (rule, _, _) in enumerate(_CHANGES)])
def test_one_change_breaks_the_rule(rule: str, old: str, new: str) -> None:
    assert old in _SAMPLE
    text = _SAMPLE
    if rule == "BR-CO-03":
        text = text.replace("<cbc:StartDate>2026-02-01", "<cbc:DescriptionCode>35</cbc:DescriptionCode><cbc:StartDate>2026-02-01")
    assert rule in _broken(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("code", "prefix", "rate", "broken"),
    [
        ("Z", "Z", "5", "05"),
        ("E", "E", "5", "05"),
        ("AE", "AE", "5", "05"),
        ("G", "G", "5", "05"),
        ("O", "O", "0", "05"),
        ("L", "AF", "-1", "05"),
        ("M", "AG", "-1", "05"),
        ("Z", "Z", "0", "10"),
        ("L", "AF", "7", "10"),
        ("M", "AG", "10", "10"),
        ("O", "O", "0", "02"),
    ],
)
def test_every_category_has_its_own_rates_and_reasons(code: str, prefix: str, rate: str, broken: str) -> None:
    text = _SAMPLE.replace("<cbc:ID>K</cbc:ID>", f"<cbc:ID>{code}</cbc:ID>")
    text = text.replace("<cbc:Percent>0</cbc:Percent>", f"<cbc:Percent>{rate}</cbc:Percent>")
    assert f"BR-{prefix}-{broken}" in _broken(text)


def test_each_rate_of_a_category_has_its_own_breakdown() -> None:
    second = _SAMPLE.replace("<cbc:Percent>19.00</cbc:Percent>", "<cbc:Percent>7</cbc:Percent>")
    assert {"BR-S-08"} <= _broken(second)
    split = second.replace(">310.00<", ">210.00<").replace(
        "<cac:TaxSubtotal>",
        '<cac:TaxSubtotal><cbc:TaxableAmount currencyID="EUR">100.00</cbc:TaxableAmount>'
        '<cbc:TaxAmount currencyID="EUR">7.00</cbc:TaxAmount>'
        "<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>7.0</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"
        "</cac:TaxCategory></cac:TaxSubtotal><cac:TaxSubtotal>",
        1,
    )
    assert "BR-S-08" not in _broken(split)


def test_only_the_vat_total_in_the_invoice_currency_counts() -> None:
    foreign = '<cac:TaxTotal><cbc:TaxAmount currencyID="PLN">251.00</cbc:TaxAmount></cac:TaxTotal>'
    currency = "<cbc:TaxCurrencyCode>PLN</cbc:TaxCurrencyCode><cbc:BuyerReference>"
    text = _SAMPLE.replace("<cbc:BuyerReference>", currency).replace("<cac:LegalMonetaryTotal>", f"{foreign}<cac:LegalMonetaryTotal>")
    assert _broken(text) == set()
    assert "BR-CO-15" in _broken(text.replace('"PLN">251.00', '"EUR">251.00'))


def test_greece_writes_its_vat_identifiers_with_el() -> None:
    assert _broken(_SAMPLE.replace("DE123456789", "EL123456789")) == set()
    assert "BR-CO-09" in _broken(_SAMPLE.replace("DE123456789", "XX123456789"))


def test_amounts_are_rounded_half_up_to_the_cent() -> None:
    finer = _SAMPLE.replace(">200.00</cbc:LineExtensionAmount>", ">200.005</cbc:LineExtensionAmount>")
    assert "BR-CO-10" in _broken(finer)
    assert "BR-CO-10" not in _broken(finer.replace(">350.00<", ">350.01<"))


def test_a_credit_note_needs_no_due_date() -> None:
    text = _SAMPLE.replace("Invoice-2", "CreditNote-2").replace("<Invoice ", "<CreditNote ").replace("</Invoice>", "</CreditNote>")
    text = text.replace("InvoiceTypeCode", "CreditNoteTypeCode").replace(">380<", ">381<").replace("InvoicedQuantity", "CreditedQuantity")
    text = text.replace("cac:InvoiceLine", "cac:CreditNoteLine").replace("<cbc:DueDate>2026-04-01</cbc:DueDate>", "")
    assert _broken(text) == set()
