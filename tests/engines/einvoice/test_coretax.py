"""Coretax: a bulk is read invoice by invoice, good ones pass, and every rule fires on a sample spoiled for it."""

import re
from pathlib import Path

import pytest
from tests.engines.einvoice.shared import shared_data

from kantor.engines.einvoice import Unreadable, check, explain, read, read_all
from kantor.engines.einvoice.messages import LANGUAGES, languages_of
from kantor.engines.einvoice.rules.coretax import CORETAX

BULK = (Path(__file__).parent / "samples" / "coretax_bulk.xml").read_text("utf-8")

# Rule -> pattern in the sample, replacement: the smallest change that breaks the rule.
SPOILED = {
    "CORETAX-UNKNOWN": (r"<BuyerName>(.*?)</BuyerName>", r"<BuyerNama>\1</BuyerNama>"),
    "CORETAX-REFERENCE-TWICE": (r"INV/2026/0312", "INV/2026/0311"),
    "CORETAX-REQUIRED": (r"<Name>Biji kopi arabika", "<Name>"),
    "CORETAX-NUMBER": (r"<VAT>1045000", "<VAT>1.045.000,00"),
    "CORETAX-NEGATIVE": (r"<Qty>40", "<Qty>-40"),
    "CORETAX-DATE": (r"2026-03-02", "02/03/2026"),
    "CORETAX-OPTION": (r">Normal<", ">Replacement<"),
    "CORETAX-TRX": (r"<TrxCode>04", "<TrxCode>11"),
    "CORETAX-FACILITY": (r"<FacilityStamp>TD.01102", "<FacilityStamp>"),
    "CORETAX-FACILITY-PAIR": (r"TD.01102", "TD.01103"),
    "CORETAX-TIN": (r"<BuyerTin>0013121660091000", "<BuyerTin>013121660091000"),
    "CORETAX-TIN-CHECK": (r"<BuyerTin>0013121660091000", "<BuyerTin>0013121670091000"),
    "CORETAX-IDTKU": (r"<BuyerIDTKU>0013121660091000", "<BuyerIDTKU>0013000666091000"),
    "CORETAX-BUYER-DOCUMENT": (r"<BuyerDocumentNumber>C1234567", "<BuyerDocumentNumber>"),
    "CORETAX-BUYER-COUNTRY": (r">IDN<", ">Indonesia<"),
    "CORETAX-LINE-KIND": (r"<Opt>A", "<Opt>C"),
    "CORETAX-UNIT": (r"UM.0003", "kg"),
    "CORETAX-CODE": (r"<Code>000000", "<Code>0901"),
    "CORETAX-TAXBASE": (r"<TaxBase>9500000", "<TaxBase>10000000"),
    "CORETAX-DISCOUNT": (r"<TotalDiscount>500000", "<TotalDiscount>50000000"),
    "CORETAX-OTHERTAXBASE": (r"<OtherTaxBase>8708333.33", "<OtherTaxBase>9500000"),
    "CORETAX-VAT": (r"<VAT>1045000", "<VAT>1140000"),
    "CORETAX-STLG": (r"<STLG>16000000", "<STLG>8000000"),
    "CORETAX-RATE": (r"<VATRate>12", "<VATRate>11"),
    "CORETAX-RATE-EARLY": (r"2026-03-02", "2024-03-02"),
}


def rules_of(data: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for invoice in read_all(data.encode()):
        for finding in check(invoice):
            found.setdefault(finding.rule, []).append(finding.path)
    return found


def test_a_bulk_gives_all_its_invoices_and_read_gives_the_first() -> None:
    invoices = read_all(BULK.encode())
    assert [invoice.text("BT-1") for invoice in invoices] == ["INV/2026/0311", "INV/2026/0312", "INV/2026/0313"]
    assert read(BULK.encode()).text("BT-1") == "INV/2026/0311"
    assert rules_of(BULK) == {}


def test_amounts_leave_out_what_the_buyer_does_not_owe_the_seller() -> None:
    charged, not_collected, luxury = read_all(BULK.encode())
    assert [charged.text(id) for id in ("BT-109", "BT-110", "BT-112", "BT-115")] == ["9800000", "1078000", "10878000", "10878000"]
    assert [not_collected.text(id) for id in ("BT-109", "BT-110", "BT-115")] == ["1200000", "0", "1200000"]
    assert [luxury.text(id) for id in ("BT-110", "CTX-TotalSTLG", "BT-112")] == ["9600000", "16000000", "105600000"]
    collected_by_buyer = read(BULK.replace("<TrxCode>04", "<TrxCode>02").encode())
    assert [collected_by_buyer.text(id) for id in ("BT-112", "BT-113", "BT-115")] == ["10878000", "1078000", "9800000"]


def test_the_published_sample_is_accepted() -> None:
    invoice = read((shared_data() / "coretax" / "sample.xml").read_bytes())
    assert [finding.rule for finding in check(invoice) if finding.severity != "information"] == []
    assert invoice.text("BT-115") == "111000.0"


def test_a_withholding_slip_is_refused_as_what_it_is() -> None:
    with pytest.raises(Unreadable) as refused:
        read(b"<BpuBulk><TIN>1234567890123456</TIN></BpuBulk>")
    assert refused.value.key == "withholding_slip"
    with pytest.raises(Unreadable) as refused:
        read((shared_data() / "coretax" / "sample_ebupot.xml").read_bytes())
    assert refused.value.key == "withholding_slip"


def test_a_bulk_without_invoices_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        read(b"<TaxInvoiceBulk><TIN>1234567890123456</TIN><ListOfTaxInvoice/></TaxInvoiceBulk>")
    assert refused.value.key == "empty_bulk"


@pytest.mark.parametrize("rule", SPOILED)
def test_a_spoiled_bulk_breaks_the_rule_and_can_be_explained(rule: str) -> None:
    pattern, replacement = SPOILED[rule]
    spoiled = re.sub(pattern, replacement, BULK, count=1)
    assert spoiled != BULK
    found = [finding for invoice in read_all(spoiled.encode()) for finding in check(invoice) if finding.rule == rule]
    assert found
    for language in LANGUAGES:
        assert explain(found[0], language) != rule


def test_every_rule_has_a_spoiled_sample_and_a_sentence_in_every_language() -> None:
    ids = {id for id, _ in CORETAX.rules} | {"CORETAX-UNKNOWN", "CORETAX-REFERENCE-TWICE"}
    assert set(SPOILED) == ids
    keys = ids | {"KANTOR-UNREADABLE.withholding_slip", "KANTOR-UNREADABLE.empty_bulk"}
    assert {key for key in keys if languages_of(key) != frozenset(LANGUAGES)} == set()
