"""What banks give back by pacs.004 is read with its reason: payments of ours come in again, collections go out."""

from decimal import Decimal
from pathlib import Path

import pytest
from tests.engines.statements.samples import CAMT, RETURN
from tests.engines.statements.schemas import fault

from kantor.engines.statements import is_pacs004, read_pacs004
from kantor.words import Unreadable

FOLDER = "bank/iso20022/beneficial/src/BeneficialStrategies.Iso20022.Common.Tests/TestData"


def test_each_return_names_what_came_back_and_why() -> None:
    (notice,) = read_pacs004(RETURN)
    assert (notice.format, notice.account, notice.is_final) == ("pacs.004", "DE75512108001245126199", False)
    said = [(line.end_to_end_id, line.amount.amount, line.return_reason, line.name, line.mandate) for line in notice.lines]
    assert said == [
        ("KANTOR-1-7-1", Decimal("1166.20"), "AC04", "Papier AG", ""),
        ("KANTOR-1-8-1", Decimal("-119.00"), "MD06", "Nordlicht Handel GmbH", "M-17"),
    ]


def test_our_sample_keeps_to_its_schema(shared_data: Path) -> None:
    assert fault(RETURN, shared_data) == ""


def test_a_message_that_others_made_is_read(shared_data: Path) -> None:
    data = (shared_data / FOLDER / "pacs.004.001.14_sample.xml").read_bytes()
    assert is_pacs004(data)
    ((line,),) = [notice.lines for notice in read_pacs004(data)]
    assert (str(line.amount), line.return_reason, line.end_to_end_id) == ("47250.00 EUR", "CUST", "ACME/INV-2024-847/PAY001")


@pytest.mark.parametrize("data", [CAMT, RETURN[:700], RETURN.replace(b"1166.20", b"much"), b"<!DOCTYPE a><a/>"])
def test_what_is_damaged_or_no_return_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_pacs004(data)
