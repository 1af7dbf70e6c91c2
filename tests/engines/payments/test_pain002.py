"""The bank's answer to a payment file is read whatever its version, and damaged ones are refused."""

from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from tests.engines.payments.answers import answer, block, reason, refused

from kantor.engines.payments import is_pain002, read_pain002
from kantor.words import Unreadable


@pytest.mark.parametrize("version", ["03", "10"])
def test_payments_and_blocks_are_read_from_messages_that_keep_to_the_schema(version: str, shared_data: Path) -> None:
    data = answer("KANTOR-1-55", block("KANTOR-1-55-1", refused("E-1"), refused("E-2", "AM04")), version=version)
    schema = etree.XMLSchema(etree.parse(str(shared_data / f"bank/iso20022/xsd/pain.002.001.{version}.xsd")))
    schema.assertValid(etree.fromstring(data))
    report = read_pain002(data)
    assert (report.message_id, report.original_id, report.created_on) == ("BANK-1", "KANTOR-1-55", date(2026, 3, 11))
    assert (report.whole.status, [one.id for one in report.blocks]) == ("PART", ["KANTOR-1-55-1"])
    said = [(one.id, one.status, one.reason, one.text, one.block) for one in report.payments]
    assert said == [(id, "RJCT", code, "told by the bank", "KANTOR-1-55-1") for id, code in (("E-1", "AC04"), ("E-2", "AM04"))]


def test_a_file_that_is_refused_as_a_whole_says_why() -> None:
    report = read_pain002(answer("KANTOR-1-55", status="RJCT", why=reason("FF01", "broken")))
    assert (report.whole.status, report.whole.reason, report.whole.text, report.payments) == ("RJCT", "FF01", "broken", ())


def test_a_message_that_others_made_is_read(shared_data: Path) -> None:
    place = "bank/iso20022/beneficial/src/BeneficialStrategies.Iso20022.Common.Tests/TestData/pain.002.001.13_sample.xml"
    data = (shared_data / place).read_bytes()
    assert is_pain002(data)
    assert read_pain002(data).original_id


@pytest.mark.parametrize("data", [b"<Document", b"<a xmlns='urn:iso:std:iso:20022:tech:xsd:pain.002.001.10'/>", b"<!DOCTYPE a><a/>"])
def test_what_is_damaged_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_pain002(data)
