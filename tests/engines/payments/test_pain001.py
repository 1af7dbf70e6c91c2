"""Credit transfers keep to the schema of ISO 20022 whether SEPA carries them or not."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib import resources

import pytest
from lxml import etree

from kantor.engines.payments import Address, CreditTransfer, Debtor, is_sepa, write_pain001
from kantor.engines.payments.pain001 import NAMESPACE
from kantor.kit.money import Money

NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
US = Debtor(name="Kantor GmbH", iban="DE75512108001245126199", address=Address(country="DE", town="Berlin"))
AT_HOME = CreditTransfer(
    end_to_end_id="KANTOR-1-7-1",
    creditor="Papierhaus Linde GmbH",
    account="DE02120300000000202051",
    amount=Money(Decimal("119.00"), "EUR"),
    execute_on=date(2026, 3, 10),
    remittance="RE-2026-1",
)
DOLLARS = replace(
    AT_HOME,
    end_to_end_id="KANTOR-1-7-2",
    creditor="Acme Paper Inc.",
    account="000123456789",
    bic="CHASUS33XXX",
    amount=Money(Decimal("2500.00"), "USD"),
    address=Address(country="US", town="New York"),
    charges="ours",
)
TURKEY = replace(AT_HOME, end_to_end_id="KANTOR-1-7-3", account="TR330006100519786457841326", bic="TGBATRIS")
RUPIAH = replace(DOLLARS, end_to_end_id="KANTOR-1-7-4", account="1234567890", bic="014", amount=Money(Decimal(5_000_000), "IDR"))


def blocks(*transfers: CreditTransfer, debtor: Debtor = US) -> dict[str, dict[str, list[str]]]:
    """By currency and end-to-end ids, what each block says, after the file was held against the schema."""
    root = etree.fromstring(write_pain001("KANTOR-1-7", debtor, transfers, NOW))
    etree.XMLSchema(etree.parse(str(resources.files("sepaxml") / "schemas" / "pain.001.001.09.xsd"))).assertValid(root)
    told = ("SvcLvl", "ChrgBr", "IBAN", "Ccy", "BICFI", "MmbId", "InstdAmt")
    return {
        " ".join(_texts(block, "EndToEndId")): {tag: found for tag in told if (found := _texts(block, tag))}
        for block in root.iter(f"{{{NAMESPACE}}}PmtInf")
    }


def _texts(element: etree._Element, tag: str) -> list[str]:
    return ["".join(str(text) for text in one.itertext()) for one in element.iter(f"{{{NAMESPACE}}}{tag}")]


def test_each_payment_takes_the_way_that_its_currency_and_account_need() -> None:
    found = blocks(AT_HOME, DOLLARS, TURKEY)
    sepa, abroad, dollars = found["KANTOR-1-7-1"], found["KANTOR-1-7-3"], found["KANTOR-1-7-2"]
    assert (sepa["SvcLvl"], sepa["ChrgBr"]) == (["SEPA"], ["SLEV"])
    assert ("SvcLvl" in abroad, abroad["ChrgBr"], abroad["BICFI"]) == (False, ["SHAR"], ["TGBATRIS"])
    assert ("SvcLvl" in dollars, dollars["ChrgBr"], dollars["BICFI"]) == (False, ["DEBT"], ["CHASUS33XXX"])
    assert (dollars["IBAN"], dollars["InstdAmt"]) == ([US.iban], ["2500.00"])


def test_an_account_in_another_currency_is_told_to_the_bank_with_it() -> None:
    assert blocks(DOLLARS, debtor=replace(US, currency="USD"))["KANTOR-1-7-2"]["Ccy"] == ["USD"]
    assert "Ccy" not in blocks(DOLLARS)["KANTOR-1-7-2"]


def test_a_bank_without_bic_is_named_by_its_code() -> None:
    assert blocks(RUPIAH)["KANTOR-1-7-4"]["MmbId"] == ["014"]


def test_nobody_outside_sepa_sends_a_payment_through_it() -> None:
    sent = blocks(AT_HOME, debtor=replace(US, iban="1234567890"))["KANTOR-1-7-1"]
    assert "SvcLvl" not in sent
    assert sent["ChrgBr"] == ["SHAR"]


@pytest.mark.parametrize(
    ("currency", "account", "own", "carried"),
    [
        ("EUR", "PL83101010230000261395100000", "DE75512108001245126199", True),
        ("PLN", "PL83101010230000261395100000", "DE75512108001245126199", False),
        ("EUR", "000123456789", "DE75512108001245126199", False),
        ("EUR", "PL83101010230000261395100000", "1370012345678", False),
    ],
)
def test_sepa_carries_euros_between_accounts_of_its_countries(currency: str, account: str, own: str, carried: bool) -> None:
    assert is_sepa(currency, account, own) is carried
