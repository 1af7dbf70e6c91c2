"""Words of a PDF's pages with the place where they are shown, and pictures of the pages."""

import io
import json
from pathlib import Path

import pytest
from PIL import Image
from tests.engines.reading import samples

from kantor.engines.reading import Page, Refused, Word, pages, pdf_words, picture


def _words(data: bytes) -> list[Word]:
    """The words of all pages, read in this process because it is quicker and the files are ours."""
    return [word for page in pdf_words.pages(data, most=50) for word in page.words]


def _near(word: Word, x: float, y: float) -> bool:
    return word.x0 <= x <= word.x1 and word.y0 <= y <= word.y1


def test_words_have_the_boxes_in_which_they_are_shown(tmp_path: Path) -> None:
    data = samples.pdf(tmp_path, "#place(top + left)[Rechnung Nr.]#place(bottom + right)[4711,00]#pagebreak()Seite")
    found = _words(data)
    assert [(word.text, word.page) for word in found] == [("Rechnung", 1), ("Nr.", 1), ("4711,00", 1), ("Seite", 2)]
    first, _, amount, _ = found
    assert _near(first, 0.06, 0.14)
    assert _near(amount, 0.94, 0.87)


def test_a_page_lying_on_its_side_is_measured_as_it_is_shown(tmp_path: Path) -> None:
    upright = samples.pdf(tmp_path, "Links oben", page="width: 200pt, height: 100pt, margin: 10pt")
    rotated = upright.replace(b"/MediaBox", b"/Rotate 90/MediaBox", 1)
    (shown,) = pages(rotated)
    assert (shown.width_pt, shown.height_pt) == (100.0, 200.0)
    first = shown.words[0]
    assert first.x0 > 0.7
    assert first.y0 < 0.1
    assert first.y1 - first.y0 > first.x1 - first.x0


def test_a_scanned_page_has_no_words(tmp_path: Path) -> None:
    (page,) = pages(samples.pdf(tmp_path, "#rect(fill: black)"))
    assert page.words == []


def test_a_page_is_drawn_at_150_dots_per_inch(tmp_path: Path) -> None:
    drawn = Image.open(io.BytesIO(picture(samples.pdf(tmp_path, "Rechnung"), page=1)))
    assert (drawn.format, drawn.size) == ("WEBP", (417, 209))


def test_a_page_as_large_as_a_house_is_drawn_smaller(tmp_path: Path) -> None:
    huge = samples.pdf(tmp_path, "Plan", page="width: 14000pt, height: 14000pt")
    drawn = Image.open(io.BytesIO(picture(huge, page=1)))
    assert drawn.width * drawn.height <= 41_000_000


def test_a_receipt_as_long_as_a_street_is_drawn_whole(tmp_path: Path) -> None:
    long = samples.pdf(tmp_path, "Bon", page="width: 200pt, height: 14000pt")
    drawn = Image.open(io.BytesIO(picture(long, page=1)))
    assert drawn.height / drawn.width == pytest.approx(70, rel=0.01)
    strip = io.BytesIO()
    Image.new("RGB", (50, 20_000)).save(strip, format="PNG")
    assert Image.open(io.BytesIO(picture(strip.getvalue(), page=1))).height <= 16_383


def test_a_page_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        picture(samples.pdf(tmp_path, "one"), page=2)
    assert caught.value.refusal.evidence == {"page": "2", "pages": "1"}


def test_the_sandbox_gives_what_the_reader_gives(tmp_path: Path) -> None:
    data = samples.pdf(tmp_path, "Grüße aus Łódź#pagebreak()#pagebreak()Ende")
    found = pages(data)
    assert found == pdf_words.pages(data, most=50)
    assert isinstance(found[0], Page)
    assert [word.text for word in found[0].words] == ["Grüße", "aus", "Łódź"]
    assert len(pages(data, most=2)) == 2


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_a_scan_is_a_document_of_one_page(kind: str) -> None:
    scan = io.BytesIO()
    Image.new("RGB", (2480, 3508), "white").save(scan, format=kind, dpi=(300, 300))
    (page,) = pages(scan.getvalue())
    assert page.words == []
    assert page.width_pt / page.height_pt == pytest.approx(595 / 842, abs=0.001)
    assert Image.open(io.BytesIO(picture(scan.getvalue(), page=1))).size == (1240, 1754)


def test_every_page_of_a_fax_is_shown() -> None:
    fax = io.BytesIO()
    first, *others = (Image.new("1", (200 + n, 300), 1) for n in range(3))
    first.save(fax, format="TIFF", save_all=True, append_images=others, compression="group4", dpi=(200, 200))
    assert [page.number for page in pages(fax.getvalue())] == [1, 2, 3]
    assert Image.open(io.BytesIO(picture(fax.getvalue(), page=3))).size == (202, 300)


def test_a_photograph_is_shown_upright() -> None:
    photograph = io.BytesIO()
    lying = Image.Exif()
    lying[0x0112] = 6
    Image.new("RGB", (400, 200)).save(photograph, format="JPEG", exif=lying)
    (page,) = pages(photograph.getvalue())
    assert page.width_pt < page.height_pt
    assert Image.open(io.BytesIO(picture(photograph.getvalue(), page=1))).size == (200, 400)


def test_a_damaged_picture_and_a_text_are_refused() -> None:
    with pytest.raises(Refused, match="image_broken"):
        picture(b"\x89PNG\r\n\x1a\n" + bytes(30), page=1)
    with pytest.raises(Refused, match="no_pages"):
        pages(b"only words")


def test_the_numbers_of_real_invoices_are_found_among_the_words(shared_data: Path) -> None:
    """The expected results beside the files name the invoices' numbers."""
    missed, sought = [], 0
    for path in sorted((shared_data / "invoice-pdfs" / "compare").glob("*.pdf")):
        expected = path.with_suffix(".json")
        if not expected.exists():
            continue
        text = {word.text.strip("#") for word in _words(path.read_bytes())}
        for record in json.loads(expected.read_text()):
            number = str(record["invoice_number"]).strip("#")
            sought += 1
            if not any(number in word or word in number.split() for word in text):
                missed.append(f"{path.name}: {number}")
    print(f"invoice-pdfs: {sought - len(missed)} of {sought} invoice numbers are a word on the page")
    assert missed == []
    assert sought >= 8


def test_every_real_invoice_has_words_within_its_pages(shared_data: Path) -> None:
    files = sorted((shared_data / "invoice-pdfs").rglob("*.pdf"))
    for path in files:
        found = _words(path.read_bytes())
        assert len(found) > 50, path.name
        assert all(0 <= word.x0 <= word.x1 <= 1 and 0 <= word.y0 <= word.y1 <= 1 for word in found), path.name
    assert len(files) == 13
