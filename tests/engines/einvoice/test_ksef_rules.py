"""FA(3): the official examples pass, each named error is found for what it is, and every rule fires on a sample spoiled for it."""

import random
import re
from pathlib import Path

import pytest
from lxml import etree
from tests.engines.einvoice.fa3_mutations import damage, grown
from tests.engines.einvoice.shared import shared_data

from kantor.engines.einvoice import Unreadable, check, explain, read
from kantor.engines.einvoice.messages import LANGUAGES, languages_of
from kantor.engines.einvoice.rules.ksef import KSEF

SAMPLES = Path(__file__).parent / "samples"
STRUCTURE = ["MISSING", "UNKNOWN", "PLACE", "ORDER", "REPEATED", "VALUE", "EMPTY", "ATTRIBUTE", "CONTENT", "NAMESPACE"]

# Error case -> what must be said about it: ids of findings, or the key of Unreadable.
NAMED_ERRORS = {
    "01-missing-p15": {"FA3-XSD-MISSING"},
    "02-wrong-element-order": {"FA3-XSD-ORDER"},
    "03-typo-in-element-name": {"FA3-XSD-UNKNOWN"},
    "04-missing-adnotacje-fields": {"FA3-XSD-MISSING"},
    "05-jst1-without-podmiot3": {"KSEF-JST"},
    "06-foreign-buyer-wrong-tax-rate": {"KSEF-RATE-ABROAD"},
    "07-polish-nip-in-nrvatue": {"KSEF-VATUE-PL"},
    "08-gtu-wrong-format": {"KSEF-GTU-FORMAT", "FA3-XSD-UNKNOWN"},
    "09-excessive-decimal-places": {"FA3-XSD-VALUE"},
    "10-selection-logic-violation": {"KSEF-SELECTION", "FA3-XSD-UNKNOWN"},
    "11-currency-inconsistency": {"KSEF-VAT-PLN", "KSEF-AGREED-CURRENCY"},
    "12-number-formatting-errors": {"FA3-XSD-VALUE"},
    "13-malformed-xml": {"not_xml"},
    "14-corrective-invoice-errors": {"FA3-XSD-VALUE", "KSEF-CORRECTED-SELLER"},
    "15-payment-date-errors": {"KSEF-DUE-DATE", "KSEF-PAID-EARLY"},
    "16-invalid-xml-characters": {"not_xml"},
    "17-gv1-without-podmiot3": {"KSEF-GV"},
    "18-missing-namespace": {"FA3-XSD-NAMESPACE"},
    "19-empty-required-fields": {"FA3-XSD-EMPTY"},
    "20-invalid-dates": {"FA3-XSD-VALUE"},
    "21-wrong-tax-calculation": {"KSEF-TAX"},
    "22-invalid-country-codes": {"FA3-XSD-VALUE"},
    "23-missing-bank-account-validation": {"KSEF-ACCOUNT"},
    "24-duplicate-line-numbers": {"KSEF-LINE-NUMBER"},
    "25-negative-quantities": {"KSEF-QUANTITY"},
}


def said_about(data: bytes) -> set[str]:
    try:
        return {finding.rule for finding in check(read(data))}
    except Unreadable as refused:
        return {refused.key}


def test_the_official_examples_are_accepted() -> None:
    files = sorted((shared_data() / "ksef-fa3" / "official-examples").glob("*.xml"))
    refused = {file.name: check(read(file.read_bytes())) for file in files if check(read(file.read_bytes()))}
    print(f"ksef: {len(files) - len(refused)} of {len(files)} official examples accepted without a finding")
    assert len(files) == 26
    assert refused == {}


def test_each_named_error_is_found_for_what_it_is() -> None:
    folder = shared_data() / "ksef-fa3" / "error-cases"
    missed = {
        name: said for name, wanted in NAMED_ERRORS.items() if not wanted <= (said := said_about((folder / f"{name}.xml").read_bytes()))
    }
    print(f"ksef: {len(NAMED_ERRORS) - len(missed)} of {len(NAMED_ERRORS)} named errors found")
    assert missed == {}
    assert {file.stem for file in folder.glob("*.xml")} == set(NAMED_ERRORS)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("fa3_*.xml")), ids=lambda path: path.stem)
def test_our_samples_are_accepted(path: Path) -> None:
    assert check(read(path.read_bytes())) == []


# Rule -> sample, pattern in it, replacement: the smallest change that breaks the rule.
SPOILED = {
    "FA3-XSD-MISSING": ("goods", r"<P_15>.*?</P_15>", ""),
    "FA3-XSD-UNKNOWN": ("goods", r"<P_1M>(.*?)</P_1M>", r"<P_1MM>\1</P_1MM>"),
    "FA3-XSD-PLACE": ("goods", r"<P_1M>", "<Kwota>1</Kwota><P_1M>"),
    "FA3-XSD-ORDER": ("goods", r"(<P_2>.*?</P_2>)\s*(<P_6>.*?</P_6>)", r"\2\1"),
    "FA3-XSD-REPEATED": ("goods", r"(<P_2>.*?</P_2>)", r"\1\1"),
    "FA3-XSD-VALUE": ("goods", r"<P_15>1799.80", "<P_15>1 799,80"),
    "FA3-XSD-EMPTY": ("goods", r"<P_2>.*?</P_2>", "<P_2></P_2>"),
    "FA3-XSD-ATTRIBUTE": ("goods", r'wersjaSchemy="1-0E"', 'wersjaSchemy="1-1E"'),
    "FA3-XSD-CONTENT": ("goods", r"<Fa>", "<Fa>faktura"),
    "FA3-XSD-NAMESPACE": ("goods", r' xmlns="[^"]*"', ""),
    "KSEF-FA2": ("goods", r"2025/06/25/13775", "2023/06/29/12648"),
    "KSEF-NIP": ("goods", r"<NIP>7777777777", "<NIP>7777777778"),
    "KSEF-JST": ("goods", r"<JST>2", "<JST>1"),
    "KSEF-GV": ("group", r"<GV>2", "<GV>1"),
    "KSEF-VATUE-PL": ("abroad", r"<KodUE>DE</KodUE>\s*<NrVatUE>136695976", "<KodUE>PL</KodUE><NrVatUE>7777777777"),
    "KSEF-VATUE-FORMAT": ("abroad", r"<NrVatUE>136695976", "<NrVatUE>DE136695976"),
    "KSEF-BUYER-NAME": ("goods", r"<Nazwa>Kawiarnia Pod Lipą</Nazwa>", ""),
    "KSEF-SHARE": ("group", r"<Rola>8</Rola>", "<Rola>8</Rola><Udzial>40</Udzial>"),
    "KSEF-EMPLOYEE": ("group", r"<Rola>8", "<Rola>11"),
    "KSEF-SELF-BILLING": ("group", r"(?s)1111111111(.*)<Rola>8(.*)<P_17>2", r"7777777777\1<Rola>5\2<P_17>1"),
    "KSEF-SAME-PARTY": ("goods", r"<NIP>7777777777", "<NIP>1234563218"),
    "KSEF-SALE-DATE": ("goods", r"<P_6>2026-02-27", "<P_6>2026-12-27"),
    "KSEF-PERIOD": ("group", r"<P_6_Do>2026-02-28", "<P_6_Do>2026-01-28"),
    "KSEF-ISSUE-DATE": ("goods", r"<P_1>2026", "<P_1>2020"),
    "KSEF-SALE-DATE-TWICE": ("goods", r"<P_7>Karty", "<P_6A>2026-02-20</P_6A><P_7>Karty"),
    "KSEF-SIMPLIFIED-LIMIT": ("sum_only", r"<P_15>184.50", "<P_15>450.01"),
    "KSEF-NEGATIVE-TOTAL": ("sum_only", r"<P_15>184.50", "<P_15>-184.50"),
    "KSEF-NO-LINES": ("sum_only", r">UPR<", ">VAT<"),
    "KSEF-ADVANCE-ORDER": ("goods", r">VAT<", ">ZAL<"),
    "KSEF-FINAL-ADVANCES": ("goods", r">VAT<", ">ROZ<"),
    "KSEF-TAX": ("goods", r"<P_14_1>289.80", "<P_14_1>298.80"),
    "KSEF-TOTAL": ("goods", r"<P_15>1799.80", "<P_15>1799.60"),
    "KSEF-LINE-SUM": ("goods", r"<P_13_7>40.00", "<P_13_7>41.00"),
    "KSEF-VAT-PLN": ("currency", r"<P_14_1W>.*?</P_14_1W>", ""),
    "KSEF-VAT-PLN-TWICE": ("goods", r"(<P_14_1>.*?</P_14_1>)", r"\1<P_14_1W>289.80</P_14_1W>"),
    "KSEF-VAT-PLN-AMOUNT": ("currency", r"<P_14_1W>492.43", "<P_14_1W>482.43"),
    "KSEF-EXCHANGE-RATE": ("goods", r"(<P_12>23</P_12>)", r"\1<KursWaluty>4.2820</KursWaluty>"),
    "KSEF-AGREED-CURRENCY": ("goods", r"</Zamowienia>", "</Zamowienia><KursUmowny>1</KursUmowny><WalutaUmowna>PLN</WalutaUmowna>"),
    "KSEF-SETTLEMENT": ("group", r"<DoZaplaty>300.00", "<DoZaplaty>369.00"),
    "KSEF-ORDER-VALUE": ("goods", r"</Fa>", None),
    "KSEF-LINE-NUMBER": ("goods", r"<NrWierszaFa>2", "<NrWierszaFa>1"),
    "KSEF-QUANTITY": ("goods", r"<P_8B>8", "<P_8B>-8"),
    "KSEF-LINE-NEGATIVE": ("goods", r"<P_9A>25.00", "<P_9A>-25.00"),
    "KSEF-LINE-AMOUNT": ("goods", r"<P_8B>120", "<P_8B>130"),
    "KSEF-RATE-ABROAD": ("abroad", r"<P_12>np II", "<P_12>oo"),
    "KSEF-RATE-TAXED-ABROAD": ("abroad", r"<P_12>np II", "<P_12>23"),
    "KSEF-RATE-WDT": ("goods", r"<P_12>zw", "<P_12>0 WDT"),
    "KSEF-RATE-OLD": ("goods", r"<P_12>23", "<P_12>22"),
    "KSEF-RATE-MISSING": ("goods", r"<P_12>23</P_12>", ""),
    "KSEF-RATE-TWICE": ("goods", r"<P_12>23</P_12>", "<P_12>23</P_12><P_12_XII>21</P_12_XII>"),
    "KSEF-LINE-NAME": ("goods", r"<P_7>Karty.*?</P_7>", ""),
    "KSEF-BEFORE": ("goods", r"<P_12>23</P_12>", "<P_12>23</P_12><StanPrzed>1</StanPrzed>"),
    "KSEF-LINE-REFERENCE": (
        "goods",
        r"<RodzajFaktury>VAT</RodzajFaktury>",
        r"\g<0><DodatkowyOpis><NrWiersza>9</NrWiersza><Klucz>a</Klucz><Wartosc>b</Wartosc></DodatkowyOpis>",
    ),
    "KSEF-GTU-FORMAT": ("goods", r"(<P_12>23</P_12>)", r"\1<GTU_12>1</GTU_12>"),
    "KSEF-SELECTION": ("goods", r"<P_PMarzyN>1</P_PMarzyN>", "<P_PMarzyN>1</P_PMarzyN><P_PMarzy>1</P_PMarzy>"),
    "KSEF-EXEMPTION": ("goods", r"<P_19>1</P_19><P_19A>.*?</P_19A>", "<P_19N>1</P_19N>"),
    "KSEF-EXEMPTION-UNUSED": ("group", r"<P_19N>1</P_19N>", "<P_19>1</P_19><P_19A>art. 43</P_19A>"),
    "KSEF-MARGIN": ("gross", r"<PMarzy>.*?</PMarzy>", "<PMarzy><P_PMarzyN>1</P_PMarzyN></PMarzy>"),
    "KSEF-MARGIN-UNUSED": ("group", r"<P_PMarzyN>1</P_PMarzyN>", "<P_PMarzy>1</P_PMarzy><P_PMarzy_2>1</P_PMarzy_2>"),
    "KSEF-REVERSE-CHARGE": ("goods", r"<P_12>23", "<P_12>oo"),
    "KSEF-REVERSE-CHARGE-SERVICES": ("abroad", r"<P_18>1", "<P_18>2"),
    "KSEF-REVERSE-CHARGE-UNUSED": ("goods", r"<P_18>2", "<P_18>1"),
    "KSEF-SPLIT-PAYMENT": (
        "goods",
        r"(?s)<P_15>1799.80(.*?)<P_12>23</P_12>",
        r"<P_15>17999.80\1<P_12>23</P_12><P_12_Zal_15>1</P_12_Zal_15>",
    ),
    "KSEF-TRIANGULAR": ("goods", r"<P_23>2", "<P_23>1"),
    "KSEF-CORRECTED": ("correction", r"(?s)<DaneFaKorygowanej>.*</DaneFaKorygowanej>", ""),
    "KSEF-NOT-A-CORRECTION": ("correction", r">KOR<", ">VAT<"),
    "KSEF-CORRECTED-DATE": ("correction", r"<DataWystFaKorygowanej>2026-03-02", "<DataWystFaKorygowanej>2026-04-02"),
    "KSEF-CORRECTED-ITSELF": ("correction", r"(?s)2026-03-02</DataW(.*)FV/2026/03/17", r"2026-03-20</DataW\1FK/2026/03/2"),
    "KSEF-CORRECTED-NUMBER": ("correction", r"<NrKSeF>1</NrKSeF>", "<NrKSeFN>1</NrKSeFN>"),
    "KSEF-CORRECTED-SELLER": ("correction", r"1234563218-2026", "7777777777-2026"),
    "KSEF-DUE-DATE": ("goods", r"<Termin>2026-03-16", "<Termin>2026-01-16"),
    "KSEF-DUE-BEFORE-ISSUE": ("goods", r"<Termin>2026-03-16", "<Termin>2026-03-01"),
    "KSEF-PAID-EARLY": ("gross", r"<DataZaplaty>2026-03-02", "<DataZaplaty>2026-02-02"),
    "KSEF-PAID-LATER": ("gross", r"<DataZaplaty>2026-03-02", "<DataZaplaty>2026-04-02"),
    "KSEF-ACCOUNT": ("goods", r"<NrRB>61", "<NrRB>62"),
    "KSEF-ACCOUNT-MISSING": ("goods", r"(?s)<RachunekBankowy>.*</RachunekBankowy>", ""),
    "KSEF-PART-PAYMENTS": (
        "gross",
        r"(?s)<Zaplacono>.*?</DataZaplaty>",
        "<ZnacznikZaplatyCzesciowej>2</ZnacznikZaplatyCzesciowej><ZaplataCzesciowa><KwotaZaplatyCzesciowej>100</KwotaZaplatyCzesciowej>"
        "<DataZaplatyCzesciowej>2026-03-02</DataZaplatyCzesciowej></ZaplataCzesciowa>",
    ),
}
ORDER = """<Zamowienie><WartoscZamowienia>100</WartoscZamowienia><ZamowienieWiersz><NrWierszaZam>1</NrWierszaZam>
<P_11NettoZ>100</P_11NettoZ><P_11VatZ>23</P_11VatZ></ZamowienieWiersz></Zamowienie></Fa>"""


@pytest.mark.parametrize("rule", SPOILED)
def test_a_spoiled_sample_breaks_the_rule_and_can_be_explained(rule: str) -> None:
    name, pattern, replacement = SPOILED[rule]
    text = (SAMPLES / f"fa3_{name}.xml").read_text("utf-8")
    spoiled = re.sub(pattern, ORDER if replacement is None else replacement, text, count=1)
    assert spoiled != text
    findings = [finding for finding in check(read(spoiled.encode())) if finding.rule == rule]
    assert findings
    for language in LANGUAGES:
        sentence = explain(findings[0], language)
        assert sentence != rule
        assert "–" not in sentence or rule == "KSEF-CORRECTED-NUMBER"


@pytest.mark.parametrize("namespace", ["", "http://crd.gov.pl/wzor/2025/06/25/13775", "https://crd.gov.pl/wzor/2021/11/29/11089/"])
def test_a_wrong_namespace_is_said_once_and_the_invoice_read_all_the_same(namespace: str) -> None:
    text = (SAMPLES / "fa3_goods.xml").read_text("utf-8").replace("http://crd.gov.pl/wzor/2025/06/25/13775/", namespace)
    invoice = read(text.encode())
    assert [finding.rule for finding in check(invoice)] == ["FA3-XSD-NAMESPACE"]
    assert invoice.text("BT-112") == "1799.80"


def test_damaged_files_never_break_the_reader_or_a_rule() -> None:
    dice = random.Random(11)
    for _ in range(25):
        tree = grown(dice)
        for _ in range(12):
            tree = damage(tree, dice)[1]
            try:
                for finding in check(read(etree.tostring(tree))):
                    assert explain(finding, "pl")
            except Unreadable:
                break


def test_every_rule_has_a_spoiled_sample_and_a_sentence_in_every_language() -> None:
    ids = {id for id, _ in KSEF.rules} | {f"FA3-XSD-{what}" for what in STRUCTURE} | {"KSEF-FA2", "KSEF-GTU-FORMAT"}
    assert set(SPOILED) == ids
    assert {id for id in ids if languages_of(id) != frozenset(LANGUAGES)} == set()


@pytest.mark.parametrize(
    ("number", "swift", "good"),
    [
        ("61109010140000071219812874", "", True),
        ("PL61109010140000071219812874", "", True),
        ("61 1090 1014 0000 0712 1981 2874", "", True),
        ("61109010140000071219812875", "", False),
        ("6110901014000007121981287", "", False),
        ("PL6110901014000007121981287", "", False),
        ("DE89370400440532013000", "", True),
        ("DE89370400440532013001", "", False),
        ("123456789012", "CHASUS33", True),
        ("123456789012", "WBKPPLPP", False),
    ],
)
def test_an_account_is_judged_by_its_check_digits_unless_the_bank_is_abroad(number: str, swift: str, good: bool) -> None:
    from kantor.engines.einvoice.rules.ksef_payment import is_account

    assert is_account(number, swift) is good
