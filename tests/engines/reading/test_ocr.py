"""Words of scans: recognised with their boxes and how sure they are, on pages that lie any way and in any file that holds pictures."""

from pathlib import Path

import pytest
from PIL import Image
from tests.engines.reading import samples

from kantor.engines.reading import Page, Refused, pages, pdf_words, recognised
from kantor.engines.reading.ocr import letters
from kantor.engines.reading.ocr import page as ocr
from kantor.engines.reading.ocr.models import alphabet
from kantor.words import TEXT_LAYER

SHEET = """= Rechnung Nr. 2026-0815
Łódź, Größe 4,50 € für Müller & Söhne \\
Żółć gęślą jaźń 1.234,56 PLN \\
IBAN DE89 3704 0044 0532 0130 00"""
SAID = ["Rechnung", "Nr.", "2026-0815", "Łódź,", "Größe", "4,50", "€", "für", "Müller", "&", "Söhne", "Żółć", "gęślą", "jaźń"]
SAID += ["1.234,56", "PLN", "IBAN", "DE89", "3704", "0044", "0532", "0130", "00"]

SMALL = "width: 90mm, height: 30mm, margin: 8mm"


@pytest.fixture(scope="module")
def sheet() -> Image.Image:
    return samples.scan(SHEET, page="width: 120mm, height: 70mm, margin: 10mm")


def _read(picture: Image.Image) -> Page:
    """The page, read in this process because that is quicker and the picture is ours."""
    return ocr.page(samples.saved(picture), number=1)


def test_words_of_a_scan_are_recognised_behind_the_walls(sheet: Image.Image) -> None:
    page = recognised(samples.saved(sheet), page=1)
    assert [word.text for word in page.words] == SAID
    assert all(0.5 < word.confidence <= 1 for word in page.words)
    assert (page.is_recognised, page.read_by, page.turned, page.skew) == (True, "ocr rapidocr 3.10.0", 0, 0.0)
    assert (page.width_pt, page.height_pt) == pytest.approx((340, 198), abs=1)


def test_each_word_stands_in_its_box(sheet: Image.Image) -> None:
    """Inside of a box there is ink, and it ends where the word ends."""
    ink = sheet.convert("L").point(lambda shade: 255 * (shade < 128))
    for word in _read(sheet).words:
        x0, x1 = round(word.x0 * sheet.width) - 3, round(word.x1 * sheet.width) + 3
        box = ink.crop((x0, round(word.y0 * sheet.height), x1, round(word.y1 * sheet.height)))
        left, _, right, _ = box.getbbox() or (99, 0, 0, 0)
        assert max(left, box.width - right) <= 8, word


@pytest.mark.parametrize("lying", [90, 180, 270])
def test_a_page_that_lies_on_its_side_or_head_is_put_upright(sheet: Image.Image, lying: int) -> None:
    page = _read(sheet.rotate(-lying, expand=True))
    assert page.turned == 360 - lying
    assert [word.text for word in page.words] == SAID
    assert (page.width_pt, page.height_pt) == pytest.approx((340, 198), abs=1)
    assert page.words[0].x0 < 0.2
    assert page.words[0].y0 < 0.2


def test_a_page_that_lay_askew_is_straightened(sheet: Image.Image) -> None:
    page = _read(sheet.rotate(-3, fillcolor="white", resample=Image.Resampling.BICUBIC))
    assert page.skew == pytest.approx(-3, abs=0.3)
    assert [word.text for word in page.words] == SAID
    first, _, last = page.words[:3]
    assert first.y1 == pytest.approx(last.y1, abs=0.02)


def test_a_line_that_is_much_wider_than_high_is_read_to_its_end() -> None:
    told = " ".join(f"Pozycja {number}" for number in range(1, 13))
    strip = samples.scan(f"#text(size: 7pt)[{told}]", page="width: 210mm, height: 30mm, margin: 12mm")
    assert [word.text for word in _read(strip).words] == told.split()


def test_a_strip_of_paper_is_read_from_top_to_bottom_and_nothing_twice() -> None:
    lines = [f"Artikel{number} {number},99" for number in range(10, 40)]
    strip = samples.scan(" \\\n".join(lines), page="width: 60mm, height: 240mm, margin: 5mm")
    assert [word.text for word in _read(strip).words] == " ".join(lines).split()


def test_the_second_page_of_a_fax_and_a_pdf_of_pictures_are_read_too() -> None:
    first, second = (samples.scan(text, page=SMALL) for text in ("Seite eins", "Seite zwei"))
    fax = samples.saved(first.convert("1"), second.convert("1"), kind="TIFF")
    assert [word.text for word in ocr.page(fax, number=2).words] == ["Seite", "zwei"]
    scanned = samples.saved(first, second, kind="PDF")
    assert [page.read_by for page in pages(scanned)] == ["", ""]
    page = ocr.page(scanned, number=2)
    assert [(word.text, word.page) for word in page.words] == [("Seite", 2), ("zwei", 2)]
    with pytest.raises(Refused, match="no_such_page"):
        ocr.page(scanned, number=3)


@pytest.mark.parametrize(("says", "read_by"), [("Seite 1", ""), ("Wort " * 20, TEXT_LAYER)])
def test_a_stamp_on_a_scanned_page_is_not_its_text_but_a_text_over_a_picture_is(tmp_path: Path, says: str, read_by: str) -> None:
    (tmp_path / "scan.png").write_bytes(samples.saved(samples.scan("Rechnung", page=SMALL)))
    text = f'#place(dx: -10pt, dy: -10pt, image("scan.png", width: 200pt, height: 100pt, fit: "stretch"))#text(size: 6pt)[{says}]'
    (page,) = pdf_words.pages(samples.pdf(tmp_path, text), most=1)
    assert (page.read_by, len(page.words)) == (read_by, len(says.split()) if read_by else 0)


def test_an_empty_sheet_and_a_dot_have_no_words() -> None:
    assert _read(Image.new("RGB", (600, 400), "white")).words == []
    assert _read(Image.new("RGB", (3, 3), "black")).words == []


def test_the_model_knows_the_letters_of_our_languages() -> None:
    assert set("äöüßÄÖÜąćęłńóśźżĄĆĘŁŃÓŚŹŻ€§&%@0123456789") <= set(alphabet())


def test_a_portion_of_a_line_ends_between_words() -> None:
    strip = samples.scan("#text(size: 7pt)[" + "Wort " * 36 + "]", page="width: 210mm, height: 5mm, margin: 1mm")
    assert {word.text for word in letters.read_line(samples.pixels(strip))} == {"Wort"}
