"""Peppol on small inputs of our own: check digits, the general rules, national rules that have no official tests, and the wording."""

import tomllib
from copy import deepcopy
from pathlib import Path
from string import Formatter

import pytest
from lxml import etree

from kantor.engines.einvoice import explain, messages, rule_set
from kantor.engines.einvoice.messages import LANGUAGES, languages_of
from kantor.engines.einvoice.readers import read_root
from kantor.engines.einvoice.rules import peppol_identifiers as identifiers
from kantor.engines.einvoice.rules.peppol_document import SPECIFICATION

from .changed import SAMPLES, Change, changed, finding_of, found_in
from .shared import shared_data

SETS = ("PEPPOL", "XRECHNUNG", "XRECHNUNG_EXTENSION", "XRECHNUNG_CVD")
PEPPOL: Change = ("//cbc:CustomizationID", SPECIFICATION)
_PARTY = "//cac:AccountingSupplierParty/cac:Party"

VALID = [
    (identifiers.is_gln, "4006381333931"),
    (identifiers.is_gln, "7300010000001"),
    (identifiers.is_norwegian_organisation, "974760673"),
    (identifiers.is_danish_organisation, "DK10403782"),
    (identifiers.is_danish_organisation, "10403782"),
    (identifiers.is_belgian_enterprise, "0403170701"),
    (identifiers.is_italian_office, "UFY9MH"),
    (identifiers.is_italian_tax_code, "RSSMRA85T10A562S"),
    (identifiers.is_italian_tax_code, "00743110157"),
    (identifiers.is_italian_vat_number, "IT00743110157"),
    (identifiers.is_italian_vat_number, "DE136695976"),
    (identifiers.is_swedish_organisation, "5560360793"),
    (identifiers.is_australian_business, "53004085616"),
    (identifiers.is_greek_tin, "094014201"),
]
INVALID = [
    (identifiers.is_gln, "4006381333932"),
    (identifiers.is_gln, "40063813339AB"),
    (identifiers.is_norwegian_organisation, "974760674"),
    (identifiers.is_norwegian_organisation, "000000000"),
    (identifiers.is_danish_organisation, "DK1040378"),
    (identifiers.is_belgian_enterprise, "0403170702"),
    (identifiers.is_italian_office, "UFY9M-"),
    (identifiers.is_italian_tax_code, "RSSMRA85T10A562"),
    (identifiers.is_italian_tax_code, "RSSM1A85T10A562S"),
    (identifiers.is_italian_vat_number, "IT00743110158"),
    (identifiers.is_italian_vat_number, "IT0074311015"),
    (identifiers.is_swedish_organisation, "5560360794"),
    (identifiers.is_swedish_organisation, "556036-0793"),
    (identifiers.is_australian_business, "53004085617"),
    (identifiers.is_greek_tin, "094014202"),
    (identifiers.is_greek_tin, "09401420"),
]


@pytest.mark.parametrize(("is_valid", "text"), VALID)
def test_real_identifiers_are_valid(is_valid: identifiers.Check, text: str) -> None:
    assert is_valid(text)


@pytest.mark.parametrize(("is_valid", "text"), INVALID)
def test_identifiers_with_a_slip_are_not(is_valid: identifiers.Check, text: str) -> None:
    assert not is_valid(text)


DAMAGES: list[tuple[str, list[Change]]] = [
    (
        "PEPPOL-EN16931-R002",
        [("//cac:AccountingCustomerParty//cbc:IdentificationCode", "AT"), ("/*", "<cbc:Note>a</cbc:Note><cbc:Note>b</cbc:Note>")],
    ),
    ("PEPPOL-EN16931-R003", [("//cbc:BuyerReference", None)]),
    ("PEPPOL-EN16931-R004", [("//cbc:CustomizationID", "urn:cen.eu:en16931:2017")]),
    ("PEPPOL-EN16931-R007", [("//cbc:ProfileID", "urn:fdc:peppol.eu:2017:poacc:billing:1:1.0")]),
    ("PEPPOL-EN16931-R051", [("//cbc:PayableAmount/@currencyID", "CHF")]),
    ("PEPPOL-EN16931-R053", [("/*/cac:TaxTotal", None)]),
    ("PEPPOL-EN16931-P0100", [("//cbc:InvoiceTypeCode", "389")]),
    ("PEPPOL-EN16931-P0112", [("//cbc:InvoiceTypeCode", "384"), ("//cac:AccountingCustomerParty//cbc:IdentificationCode", "AT")]),
    ("PEPPOL-EN16931-CL001", [("//cbc:EmbeddedDocumentBinaryObject/@mimeCode", "application/zip")]),
    ("PEPPOL-EN16931-CL008", [(f"{_PARTY}/cbc:EndpointID/@schemeID", "0219")]),
    ("PEPPOL-EN16931-F001", [("//cbc:DueDate", "2026-02-30")]),
    ("PEPPOL-COMMON-R040", [(f"{_PARTY}/cbc:EndpointID/@schemeID", "0088")]),
    ("DE-R-001", [("//cac:PaymentMeans", None)]),
    ("NO-R-002", [(f"{_PARTY}/cac:PartyTaxScheme/cbc:CompanyID", "NO974760673MVA")]),
]


@pytest.mark.parametrize(("rule", "changes"), DAMAGES, ids=[rule for rule, _ in DAMAGES])
def test_each_damage_of_a_peppol_invoice_is_found(rule: str, changes: list[Change]) -> None:
    assert found_in(changed("xrechnung.xml", PEPPOL, ("//cbc:EndpointID/@schemeID", "9930")), "PEPPOL")[rule] == 0
    assert found_in(changed("xrechnung.xml", PEPPOL, *changes), "PEPPOL")[rule] >= 1


def test_national_rules_follow_the_country_of_the_supplier() -> None:
    moved = changed("xrechnung.xml", PEPPOL, (f"{_PARTY}//cbc:IdentificationCode", "SE"), (f"{_PARTY}//cbc:CompanyID", "SE55603607930"))
    found = found_in(moved, "PEPPOL")
    assert found["SE-R-001"] == 1
    assert not any(rule.startswith("DE-R") for rule in found)


UBL = (
    'xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" '
    'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
    'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"'
)
_ICELAND = "<cac:Country><cbc:IdentificationCode>IS</cbc:IdentificationCode></cac:Country>"


def icelandic(seller: str = "", buyer: str = "", rest: str = "", address: str = "") -> set[str]:
    """The Icelandic rules that a fragment with these parts breaks."""
    parties = "".join(
        f"<cac:{name}><cac:Party><cac:PostalAddress>{address}{_ICELAND}</cac:PostalAddress>{own}</cac:Party></cac:{name}>"
        for name, own in (("AccountingSupplierParty", seller), ("AccountingCustomerParty", buyer))
    )
    root = etree.fromstring(f"<Invoice {UBL}>{rest}{parties}</Invoice>")
    return {finding.rule for finding in rule_set("PEPPOL").judge(read_root(root)) if finding.rule.startswith("IS-")}


_KENNITALA = '<cac:PartyLegalEntity><cbc:CompanyID schemeID="0196">5501692829</cbc:CompanyID></cac:PartyLegalEntity>'
_STREET = "<cbc:StreetName>Laugavegur 1</cbc:StreetName><cbc:PostalZone>101</cbc:PostalZone>"
_TYPE = "<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>"


def _claim(code: str, account: str) -> str:
    payee = f"<cac:PayeeFinancialAccount><cbc:ID>{account}</cbc:ID></cac:PayeeFinancialAccount>"
    return f"<cac:PaymentMeans><cbc:PaymentMeansCode>{code}</cbc:PaymentMeansCode>{payee}</cac:PaymentMeans>"


def _final_date(day: str) -> str:
    named = f"<cbc:ID>{day}</cbc:ID><cbc:DocumentDescription>EINDAGI</cbc:DocumentDescription>"
    return f"<cac:AdditionalDocumentReference>{named}</cac:AdditionalDocumentReference>"


@pytest.mark.parametrize(
    ("broken", "rest"),
    [
        (set(), _TYPE),
        ({"IS-R-001"}, "<cbc:InvoiceTypeCode>384</cbc:InvoiceTypeCode>"),
        (set(), _TYPE + _claim("9", "010166123456")),
        ({"IS-R-006"}, _TYPE + _claim("9", "0101661234")),
        ({"IS-R-007"}, _TYPE + _claim("42", "")),
        (set(), _TYPE + "<cbc:DueDate>2026-03-01</cbc:DueDate>" + _final_date("2026-03-10")),
        ({"IS-R-010"}, _TYPE + "<cbc:DueDate>2026-03-01</cbc:DueDate>" + _final_date("2026-02-10")),
        ({"IS-R-009", "IS-R-010"}, _TYPE + _final_date("2026-02-10")),
        ({"IS-R-008"}, _TYPE + "<cbc:DueDate>2026-03-01</cbc:DueDate>" + _final_date("31.03.2026")),
    ],
)
def test_icelandic_invoices_are_judged(broken: set[str], rest: str) -> None:
    assert icelandic(_KENNITALA, _KENNITALA, rest, _STREET) == broken


def test_icelandic_parties_state_their_number_and_address() -> None:
    assert icelandic("", "", _TYPE) == {"IS-R-002", "IS-R-003", "IS-R-004", "IS-R-005"}


def test_a_finding_names_its_place_and_says_what_is_wrong() -> None:
    finding = finding_of("PEPPOL-EN16931-R120", changed("xrechnung.xml", ("//cac:InvoiceLine[2]/cbc:InvoicedQuantity", "61")), "PEPPOL")
    assert finding.path == "/Invoice/cac:InvoiceLine[2]"
    assert explain(finding, "de") == (
        "Der Nettobetrag (BT-131) der Position 2 beträgt 300.00; Menge mal Preis mit Zu- und Abschlägen ergibt 305.00."
    )


@pytest.mark.parametrize("sample", ["xrechnung.xml", "xrechnung_cii.xml", "xrechnung_extension.xml"])
def test_rules_cope_with_anything_missing_or_empty(sample: str) -> None:
    whole = etree.parse(SAMPLES / sample).getroot()
    judged = 0
    for number in range(1, len(list(whole.iter()))):
        for damage in ("remove", "empty"):
            root = deepcopy(whole)
            element = list(root.iter())[number]
            parent = element.getparent()
            assert parent is not None
            if damage == "remove":
                parent.remove(element)
            else:
                element.clear()
            invoice = read_root(root)
            for name in SETS:
                judged += sum(isinstance(explain(finding, "pl"), str) for finding in rule_set(name).judge(invoice))
    assert judged > 0


@pytest.mark.parametrize("name", SETS)
def test_every_rule_has_a_sentence_in_every_language(name: str) -> None:
    for rule in rule_set(name).rules.values():
        assert languages_of(rule.id) == frozenset(LANGUAGES)


@pytest.mark.parametrize("file", ["peppol.toml", "xrechnung.toml"])
def test_the_sentences_of_a_rule_quote_the_same_values_in_every_language(file: str) -> None:
    tables = tomllib.loads((Path(messages.__file__).parent / "messages" / file).read_text("utf-8"))
    for rule, sentences in tables.items():
        quoted = {frozenset(field for _, field, _, _ in Formatter().parse(sentences[language]) if field) for language in LANGUAGES}
        assert len(quoted) == 1, rule


@pytest.mark.parametrize(("publisher", "sets"), [("Peppol", SETS[:1]), ("XRechnung", SETS[1:])])
def test_ids_and_severities_are_those_published(publisher: str, sets: tuple[str, ...]) -> None:
    published = {}
    for line in (shared_data() / "einvoice-rules" / "rules.tsv").read_text("utf-8").splitlines():
        source, rule_id, severity, _ = line.split("\t", 3)
        if source.startswith(publisher):
            published[source.removeprefix(publisher).strip(), rule_id] = severity
    ours = {
        (syntax, rule.id): rule.severity
        for name in sets
        for rule in rule_set(name).rules.values()
        for syntax in rule.syntaxes or ("UBL", "CII")
    }
    print(f"{publisher}: {len(published)} published rules")
    assert published
    assert {key: ours.get(key) for key in published} == published
