"""Invoices as office files, in four languages: recognised by what they are, set on pages, and read like any other page."""

import io

import pytest
from PIL import Image

from kantor.demo.papers import FORMS, HELD_OUT, Paper, invoices, pdf
from kantor.departments.payables.supplier_invoice import pages as invoice_pages
from kantor.engines.reading import OFFICE, pages, picture, unpack
from kantor.engines.reading.recognise import CSV, DOCX, ODT, XLSX

KINDS = {"docx": DOCX, "xlsx": XLSX, "odt": ODT, "csv": CSV}
HEAD = ("number", "issued_on", "gross")


@pytest.fixture(scope="module")
def papers() -> list[Paper]:
    invoice_pages.prepare()
    return list(invoices(8, seed=77, layouts=HELD_OUT))


@pytest.mark.parametrize("form", FORMS)
def test_what_an_office_file_is_says_its_content(form: str, papers: list[Paper]) -> None:
    for paper in papers:
        ((part,),) = unpack([(FORMS[form](paper), "Rechnung.pdf")])
        assert part.media_type == KINDS[form]
        assert part.media_type in OFFICE


@pytest.mark.parametrize("form", FORMS)
def test_the_head_of_an_invoice_is_read_off_an_office_file(form: str, papers: list[Paper]) -> None:
    """Nearly as much of it as off the PDF of the same paper."""
    assert sum(_right(paper, FORMS[form](paper)) for paper in papers) >= sum(_right(paper, pdf(paper)) for paper in papers) - 1


def _right(paper: Paper, data: bytes) -> int:
    (reading,) = invoice_pages.read_pages(pages(data))
    return sum(reading.text(key) == paper.truth[key] for key in HEAD)


@pytest.mark.parametrize("form", FORMS)
def test_every_word_has_its_place_on_the_page_and_ink_there(form: str, papers: list[Paper]) -> None:
    data = FORMS[form](papers[0])
    found = pages(data)
    assert found == pages(data)
    for page in found:
        image = Image.open(io.BytesIO(picture(data, page=page.number))).convert("L")
        assert abs(image.width / image.height - page.width_pt / page.height_pt) < 0.01
        for word in page.words:
            assert 0 <= word.x0 < word.x1 <= 1
            assert 0 <= word.y0 < word.y1 <= 1
            box = (word.x0 * image.width, word.y0 * image.height, word.x1 * image.width, word.y1 * image.height)
            assert image.crop(tuple(map(round, box))).getextrema()[0] < 160, word
