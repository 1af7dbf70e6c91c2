"""The extension of XRechnung and its profile for clean vehicles on our own samples."""

import pytest

from kantor.engines.einvoice import check, profile, rule_set

from .changed import Change, changed, found_in

EXTENSION = "xrechnung_extension.xml"
_SUB_LINE = "//cac:SubInvoiceLine[1]"
_CATEGORY = "<cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID></cac:ClassifiedTaxCategory>"

DAMAGES: list[tuple[str, str, list[Change]]] = [
    ("BR-DEX-01", "fatal", [("//cbc:EmbeddedDocumentBinaryObject/@mimeCode", "text/html")]),
    ("BR-DEX-02", "warning", [(f"{_SUB_LINE}/cbc:LineExtensionAmount", "150.01")]),
    ("BR-DEX-03", "fatal", [(f"{_SUB_LINE}/cac:Item", _CATEGORY)]),
    ("BR-DEX-04", "fatal", [("//cac:PartyIdentification/cbc:ID/@schemeID", "XR04")]),
    ("BR-DEX-05", "fatal", [("//cac:PartyLegalEntity/cbc:CompanyID/@schemeID", "HRB")]),
    ("BR-DEX-06", "fatal", [("//cac:StandardItemIdentification/cbc:ID/@schemeID", "PZN")]),
    ("BR-DEX-07", "fatal", [("//cac:AccountingSupplierParty//cbc:EndpointID/@schemeID", "XR09")]),
    ("BR-DEX-08", "fatal", [("//cac:DeliveryLocation/cbc:ID/@schemeID", "XX")]),
    ("BR-DEX-09", "fatal", [("//cbc:PayableAmount", "238.00")]),
    ("BR-DEX-10", "fatal", [("//cac:PrepaidPayment/cbc:ID", None)]),
    ("BR-DEX-11", "fatal", [("//cac:PrepaidPayment/cbc:PaidAmount", None)]),
    ("BR-DEX-12", "fatal", [("//cac:PrepaidPayment/cbc:InstructionID", " ")]),
    ("BR-DEX-13", "fatal", [("//cac:PrepaidPayment/cbc:PaidAmount", "-10.001")]),
    ("BR-DEX-14", "fatal", [("//cac:PrepaidPayment/cbc:PaidAmount/@currencyID", "USD")]),
]


@pytest.mark.parametrize(("rule", "severity", "changes"), DAMAGES, ids=[rule for rule, _, _ in DAMAGES])
def test_each_damage_of_the_extension_sample_is_found(rule: str, severity: str, changes: list[Change]) -> None:
    assert found_in(changed(EXTENSION))[rule] == 0
    findings = [finding for finding in check(changed(EXTENSION, *changes)) if finding.rule == rule]
    assert {finding.severity for finding in findings} == {severity}


def test_every_rule_of_the_extension_is_broken_by_one_of_the_damages() -> None:
    assert {rule.id for rule in rule_set("XRECHNUNG_EXTENSION").rules.values()} == {rule for rule, _, _ in DAMAGES} | {"BR-DEX-15"}


def test_the_extension_softens_the_rules_that_it_replaces() -> None:
    invoice = changed(EXTENSION)
    assert profile(invoice).name == "xrechnung-extension"
    softened = {finding.rule: finding.severity for finding in check(invoice)}
    strict = {finding.rule: finding.severity for finding in check(invoice, ["EN16931"])}
    assert set(softened) == set(strict) == {"BR-CL-10", "BR-CL-11", "BR-CL-21", "BR-CL-24", "BR-CL-25", "BR-CL-26", "BR-CO-16"}
    assert set(strict.values()) == {"fatal"}
    assert set(softened.values()) == {"information", "warning"}


def test_sub_lines_in_cii_raise_a_warning() -> None:
    extension = (
        "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0"
    )
    invoice = changed(
        "xrechnung_cii.xml",
        ("//ram:GuidelineSpecifiedDocumentContextParameter/ram:ID", extension),
        ("//ram:AssociatedDocumentLineDocument", "<ram:ParentLineID>0</ram:ParentLineID>"),
    )
    assert found_in(invoice, "XRECHNUNG_EXTENSION")["BR-DEX-15"] == 1


# A clean vehicle: the sample of plain XRechnung with what the Clean Vehicles Directive asks for.
VEHICLE: list[Change] = [
    (
        "//cbc:CustomizationID",
        "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0#compliant#urn:xeinkauf.de:kosit:xrechnung:cvd_0.9",
    ),
    ("/*", "<cac:OriginatorDocumentReference><cbc:ID>Los 3</cbc:ID></cac:OriginatorDocumentReference>"),
    ("/*", "<cac:ContractDocumentReference><cbc:ID>V-2026-9</cbc:ID></cac:ContractDocumentReference>"),
    (
        "//cac:InvoiceLine[1]/cac:Item",
        '<cac:CommodityClassification><cbc:ItemClassificationCode listID="CVD">M1'
        "</cbc:ItemClassificationCode></cac:CommodityClassification>"
        "<cac:AdditionalItemProperty><cbc:Name>cva</cbc:Name><cbc:Value>zero-emission</cbc:Value></cac:AdditionalItemProperty>",
    ),
]
_CODE = "//cbc:ItemClassificationCode"
_PROPERTY = "<cac:AdditionalItemProperty><cbc:Name>cva</cbc:Name><cbc:Value>clean</cbc:Value></cac:AdditionalItemProperty>"
_SECOND_CODE = (
    '<cac:CommodityClassification><cbc:ItemClassificationCode listID="CVD">N1</cbc:ItemClassificationCode></cac:CommodityClassification>'
)
VEHICLE_DAMAGES: list[tuple[str, list[Change]]] = [
    ("BR-DE-CVD-01", [("//cac:ContractDocumentReference", None)]),
    ("BR-DE-CVD-02", [("//cac:OriginatorDocumentReference/cbc:ID", " ")]),
    ("BR-DE-CVD-03", [("//cac:CommodityClassification", None)]),
    ("BR-DE-CVD-04", [(_CODE, "M4")]),
    ("BR-DE-CVD-05", [("//cac:AdditionalItemProperty/cbc:Value", "dirty")]),
    ("BR-DE-CVD-06-a", [("//cac:InvoiceLine[1]/cac:Item", _PROPERTY)]),
    ("BR-DE-CVD-06-b", [("//cac:InvoiceLine[1]/cac:Item", _SECOND_CODE)]),
    ("BR-TMP-CVD-01", [(f"{_CODE}/@listID", "CPV")]),
]


def test_an_invoice_for_a_clean_vehicle_is_accepted() -> None:
    invoice = changed("xrechnung.xml", *VEHICLE)
    assert profile(invoice).name == "xrechnung-cvd"
    assert [(finding.rule, finding.severity) for finding in check(invoice)] == [("BR-CL-13", "information")]


@pytest.mark.parametrize(("rule", "changes"), VEHICLE_DAMAGES, ids=[rule for rule, _ in VEHICLE_DAMAGES])
def test_each_damage_of_the_vehicle_invoice_is_found(rule: str, changes: list[Change]) -> None:
    assert found_in(changed("xrechnung.xml", *VEHICLE, *changes))[rule] == 1


def test_every_rule_for_clean_vehicles_is_broken_by_one_of_the_damages() -> None:
    assert {rule.id for rule in rule_set("XRECHNUNG_CVD").rules.values()} == {rule for rule, _ in VEHICLE_DAMAGES}
