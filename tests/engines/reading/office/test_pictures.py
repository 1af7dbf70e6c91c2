"""A page that was scanned into an office file is a page to be read; a logo is none, and what is not read is named."""

import io

from PIL import Image
from tests.engines.reading import samples
from tests.engines.reading.office import files

from kantor.engines.reading import carried, pages, picture, recognised

A5 = "width: 148mm, height: 105mm, margin: 10mm"


def scanned(text: str) -> bytes:
    return samples.saved(samples.scan(text, page=A5, dpi=150))


def logo() -> bytes:
    return samples.saved(Image.new("RGB", (300, 200), "navy"))


def test_a_scan_within_a_letter_is_a_page_behind_it_and_its_words_are_recognised() -> None:
    parts = {"media/image2__png": scanned("Rechnungsnummer: RE-4711"), "media/image1__png": logo(), "media/image3__emf": b"no picture"}
    data = files.docx(files.paragraph("Anbei unsere Rechnung"), **parts)
    first, second = pages(data)
    assert ([word.text for word in first.words], first.read_by) == (["Anbei", "unsere", "Rechnung"], "text")
    assert (second.number, second.words, second.read_by) == (2, [], "")
    assert [word.text for word in recognised(data, page=2).words] == ["Rechnungsnummer:", "RE-4711"]
    with Image.open(io.BytesIO(picture(data, page=2))) as drawn:
        assert drawn.width / drawn.height > 1.3
    assert carried(data) == [("pictures", "image1.png, image3.emf")]


def test_a_file_of_nothing_but_scans_has_pages_in_the_order_of_their_names() -> None:
    named = {f"Pictures/{number}.png": scanned(f"Seite {number}") for number in (10, 9)}
    odt = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": EMPTY, **named}
    data = samples.archive(odt)
    assert [page.read_by for page in pages(data)] == ["", ""]
    assert [word.text for word in recognised(data, page=1).words] == ["Seite", "9"]
    assert carried(data) == []


EMPTY = b"""<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">
<office:body><office:text/></office:body></office:document-content>"""
