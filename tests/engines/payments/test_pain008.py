"""Direct debits are written as the schema of ISO 20022 asks, in blocks of one day, scheme, sequence and creditor identifier."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib import resources

import pytest
from lxml import etree

from kantor.engines.payments import Address, Collector, DirectDebit, is_creditor_id, write_pain008
from kantor.engines.payments.pain008 import NAMESPACE
from kantor.kit.money import Money

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
US = Collector(
    name="Büro & Söhne GmbH",
    iban="DE75512108001245126199",
    address=Address(country="DE", town="Berlin", street="Allee 1", postcode="10115"),
)
DEBIT = DirectDebit(
    end_to_end_id="KANTOR-1-7-1",
    debtor="Nordlicht Händel",
    iban="DE02120300000000202051",
    amount=Money(Decimal("119.00"), "EUR"),
    collect_on=date(2026, 3, 20),
    creditor_id="DE98ZZZ09999999999",
    mandate="M-17",
    signed_on=date(2025, 1, 2),
    scheme="CORE",
    sequence="RCUR",
    remittance="RE-2026-1",
)


def valid(data: bytes) -> etree._Element:
    root = etree.fromstring(data)
    etree.XMLSchema(etree.parse(str(resources.files("sepaxml") / "schemas" / "pain.008.001.08.xsd"))).assertValid(root)
    return root


def said(root: etree._Element, tag: str) -> list[str]:
    return [str(one.text) for one in root.iter(f"{{{NAMESPACE}}}{tag}")]


def test_each_scheme_and_sequence_has_its_block() -> None:
    first = replace(DEBIT, end_to_end_id="KANTOR-1-7-2", mandate="M-18", sequence="FRST")
    business = replace(DEBIT, end_to_end_id="KANTOR-1-7-3", mandate="M-19", scheme="B2B", bic="BYLADEM1001")
    root = valid(write_pain008("KANTOR-1-7", US, [DEBIT, first, business], NOW))
    assert said(root, "PmtInfId") == ["KANTOR-1-7-1", "KANTOR-1-7-2", "KANTOR-1-7-3"]
    assert said(root, "SeqTp") == ["RCUR", "FRST", "RCUR"]
    assert said(root, "CtrlSum")[0] == "357.00"
    assert said(root, "MndtId") == ["M-19", "M-18", "M-17"]
    assert set(said(root, "ReqdColltnDt")) == {"2026-03-20"}


def test_each_creditor_identifier_has_its_block() -> None:
    """The identifier stands in the head of a block, where all of its direct debits have the same."""
    branch = replace(DEBIT, end_to_end_id="KANTOR-1-7-2", mandate="M-18", creditor_id="DE98AB109999999999")
    root = valid(write_pain008("KANTOR-1-7", US, [DEBIT, branch, replace(DEBIT, end_to_end_id="KANTOR-1-7-3")], NOW))
    blocks = list(root.iter(f"{{{NAMESPACE}}}PmtInf"))
    path = f"{{{NAMESPACE}}}CdtrSchmeId/{{{NAMESPACE}}}Id/{{{NAMESPACE}}}PrvtId/{{{NAMESPACE}}}Othr/{{{NAMESPACE}}}Id"
    assert [block.findtext(path) for block in blocks] == ["DE98AB109999999999", "DE98ZZZ09999999999"]
    assert [said(block, "MndtId") for block in blocks] == [["M-18"], ["M-17", "M-17"]]


@pytest.mark.parametrize(
    "debits", [[], [DEBIT, DEBIT], [replace(DEBIT, amount=Money(Decimal(0), "EUR"))], [replace(DEBIT, amount=Money(Decimal(1), "PLN"))]]
)
def test_what_no_bank_takes_is_not_written(debits: list[DirectDebit]) -> None:
    with pytest.raises(ValueError, match="direct debits"):
        write_pain008("KANTOR-1-7", US, debits, NOW)


def test_a_creditor_identifier_is_checked_without_its_business_code() -> None:
    assert is_creditor_id("DE98ZZZ09999999999")
    assert is_creditor_id("DE98AB109999999999")
    assert not is_creditor_id("DE97ZZZ09999999999")
    assert not is_creditor_id("DE98")
