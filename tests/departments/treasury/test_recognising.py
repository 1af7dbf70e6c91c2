"""A bank's file is told from an invoice by what stands in it."""

import pytest
from tests.engines.einvoice.drafts import GERMAN
from tests.engines.statements.samples import CAMT, CSV, INTRADAY, POLISH
from tests.engines.statements.samples import GERMAN as MT940

from kantor.departments.treasury.bank_statement.reading import read
from kantor.engines.einvoice.writers import ubl
from kantor.engines.reading import media_type
from kantor.spine import documents
from kantor.words import ReadFile


def recognised(data: bytes) -> str:
    type = documents.recognise(ReadFile(data=data, media_type=media_type(data), name="a.bin"))
    return type.key if type else ""


@pytest.mark.parametrize("data", [CAMT, CSV, MT940.encode(), POLISH.encode(), INTRADAY.encode()])
def test_a_statement_of_any_format_is_one(data: bytes) -> None:
    assert recognised(data) == "treasury.bank_statement"


def test_an_invoice_stays_one_and_so_does_a_list_of_articles() -> None:
    assert recognised(ubl.write(GERMAN)) == "payables.supplier_invoice"
    assert recognised(b"article;price;amount\nPaper;4,35;8,70\nPens;1,20;2,40\n") == "payables.supplier_invoice"


def test_pages_of_one_statement_become_one_document() -> None:
    first = MT940.replace("00012/001", "00012/001")
    second = first.replace("00012/001", "00012/002").replace("1000,00", "1106,50").replace("EUR1106,50\n-", "EUR1213,00\n-")
    second = second.replace(":60F:C260301", ":60M:C260302")
    data = (first + second).encode()
    (reading,) = read(ReadFile(data=data, media_type=media_type(data), name="two.sta"))
    assert (reading.text("opening"), reading.text("closing"), len(reading.rows("lines"))) == ("1000.00", "1213.00", 4)
