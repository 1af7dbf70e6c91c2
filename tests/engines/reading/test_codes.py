"""Codes on paper: found with their boxes, and what they say - a payment, goods, the sheet between two documents."""

import io
from decimal import Decimal

import numpy as np
import pytest
import zxingcpp
from PIL import Image
from tests.engines.reading import samples

from kantor.engines.codes import SEPARATOR, Element, apart, read_giro, read_gs1
from kantor.engines.codes import sheet as sheet_to_print
from kantor.engines.reading import picture, recognised
from kantor.engines.reading.ocr import page as ocr
from kantor.words import Code, Page

GIRO = "BCD\n002\n1\nSCT\nCOBADEFFXXX\nPapierhaus Linde GmbH\nDE89370400440532013000\nEUR476.00\n\n\nRE-2026-0815\n"


def sheet(text: str, kind: zxingcpp.BarcodeFormat = zxingcpp.BarcodeFormat.QRCode, *, at: tuple[int, int] = (300, 60)) -> Image.Image:
    """A page with a line of text and a code on it."""
    paper = samples.scan("Zahlen mit Code", page="width: 120mm, height: 70mm, margin: 8mm")
    paper.paste(Image.fromarray(np.asarray(zxingcpp.create_barcode(text, kind).to_image(scale=4))), at)
    return paper


def test_a_code_is_found_with_its_box_behind_the_walls() -> None:
    paper = sheet(GIRO)
    page = recognised(samples.saved(paper), page=1)
    (code,) = page.codes
    assert (code.text, code.kind, code.page) == (GIRO.strip(), "QRCode", 1)
    assert 290 / paper.width < code.x0 < code.x1 < 1
    assert 50 / paper.height < code.y0 < code.y1 < 1
    assert [word.text for word in page.words][:3] == ["Zahlen", "mit", "Code"]


def test_a_code_on_a_page_that_lies_on_its_side_stands_where_the_page_is_shown() -> None:
    upright, lying = (ocr.page(samples.saved(paper), number=1) for paper in (sheet(GIRO), sheet(GIRO).rotate(90, expand=True)))
    assert lying.turned == 90
    assert lying.codes[0][3:] == pytest.approx(upright.codes[0][3:], abs=0.01)


def test_a_girocode_is_a_payment() -> None:
    giro = read_giro(GIRO)
    assert giro is not None
    assert (giro.payee, giro.iban, giro.bic) == ("Papierhaus Linde GmbH", "DE89370400440532013000", "COBADEFFXXX")
    assert (giro.amount, giro.text, giro.reference) == (Decimal("476.00"), "RE-2026-0815", "")


@pytest.mark.parametrize(
    "broken",
    [
        GIRO.replace("BCD", "ABC"),
        GIRO.replace("DE89", "DE88"),
        GIRO.replace("EUR476.00", "USD476.00"),
        GIRO.replace("EUR476.00", "EUR476,00"),
        GIRO.replace("\n\n\nRE", "\n\nRF18539007547034\nRE"),
        GIRO.replace("Papierhaus Linde GmbH", ""),
        "",
    ],
)
def test_a_girocode_that_breaks_the_rules_is_none(broken: str) -> None:
    assert read_giro(broken) is None


def test_element_strings_of_gs1_are_read_with_and_without_brackets() -> None:
    """The GTIN is that of the examples in the General Specifications."""
    elements = (Element("01", "09506000134352"), Element("17", "201225"), Element("10", "ABC123"), Element("3922", "4711"))
    assert read_gs1("(01)09506000134352(17)201225(10)ABC123(3922)4711") == elements
    assert read_gs1("]C1010950600013435217201225" + "10ABC123\x1d39224711") == elements
    assert [element.number for element in elements] == [None, None, None, Decimal("47.11")]
    euros = Element("3912", "97847600")
    assert (euros.currency, euros.number) == ("978", Decimal("476.00"))


@pytest.mark.parametrize("broken", ["", "(01)09506000134353", "0109506000", "Rechnung 4711", "(01)"])
def test_what_is_no_element_string_has_no_elements(broken: str) -> None:
    assert read_gs1(broken) == ()


def test_sheets_with_our_code_divide_a_pile() -> None:
    pages = [Page(number, 595.0, 842.0, []) for number in range(1, 6)]
    for place in (0, 2, 3):
        pages[place] = pages[place]._replace(codes=(Code(SEPARATOR, "QRCode", place + 1, 0, 0, 1, 1),))
    assert [[page.number for page in pile] for pile in apart(pages)] == [[2], [5]]
    assert apart(pages[4:]) == [pages[4:]]


def test_the_sheet_that_is_printed_is_known_again_when_it_was_scanned() -> None:
    page = ocr.page(samples.saved(Image.open(io.BytesIO(picture(sheet_to_print(), page=1, dpi=100)))), number=1)
    assert [code.text for code in page.codes] == [SEPARATOR]
    assert apart([page]) == [[page]]
