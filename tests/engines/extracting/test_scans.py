"""Scans of made-up papers come out the same for the same seed, and as no other seed makes them."""

import io

from PIL import Image

from kantor.demo.papers import HELD_OUT, TRAINED, invoices, pdf, scans
from kantor.demo.papers.wearing import worn
from kantor.engines import extracting
from kantor.engines.extracting import Sheet
from kantor.engines.reading import pages


def test_a_scan_is_a_picture_that_comes_out_the_same_each_time() -> None:
    (paper,) = invoices(1, seed=4, layouts=TRAINED)
    (first,), (again,), (other,) = (scans(pdf(paper), seed=seed, dpi=60) for seed in (1, 1, 2))
    picture = Image.open(io.BytesIO(first))
    assert (picture.format, picture.mode) == ("JPEG", "L")
    assert picture.height > picture.width > 400
    assert first == again
    assert first != other


def test_pages_worn_as_by_a_scan_come_out_the_same_and_keep_their_figures() -> None:
    (paper,) = invoices(1, seed=4, layouts=TRAINED)
    printed = pages(pdf(paper))
    first, again, other = (worn(printed, seed=seed) for seed in ("1", "1", "2"))
    assert first == again
    assert first != other
    figures = [{word.text for page in some for word in page.words if word.text.isdigit()} for some in (printed, first)]
    assert len(figures[0] & figures[1]) >= len(figures[0]) - 1, "hardly a word is lost, and no figure misread"
    heights = [word.y1 - word.y0 for page in first for word in page.words]
    assert len({round(height, 4) for height in heights}) > 20, "no two boxes are alike"


def test_an_id_of_the_buyer_is_as_sure_on_worn_pages_as_on_clean_ones() -> None:
    """A model that saw exact boxes alone asked for letters of exactly the usual height."""
    papers = [paper for paper in invoices(56, seed=902, layouts=HELD_OUT) if paper.truth.get("buyer_vat_id")]
    found = [extracting.find(Sheet(worn(pages(pdf(paper)), seed=paper.name)), extracting.start()) for paper in papers]
    right = [
        said["buyer_vat_id"].value == paper.truth["buyer_vat_id"]
        for paper, said in zip(papers, found, strict=True)
        if "buyer_vat_id" in said
    ]
    assert len(papers) > 10
    assert sum(right) >= 0.9 * len(papers)
