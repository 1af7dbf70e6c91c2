"""The pages of an office file: its words with the boxes they stand in, and the picture of a page.

This parses what strangers sent: `paper.pages` and `paper.picture` run it in the sandbox.
"""

from collections.abc import Sequence

from kantor.engines import language
from kantor.engines.reading import archive, image_drawing, recognise
from kantor.engines.reading.office import delimited, drawing, font, layout, open_documents, word_documents, workbooks
from kantor.engines.reading.office.blocks import Section
from kantor.engines.reading.office.package import Package
from kantor.engines.reading.office.pictures import Pictures
from kantor.engines.reading.refusal import Refused
from kantor.engines.reading.sheet import Page, Word
from kantor.words import TEXT_LAYER

MAX_PIXELS = 40_000_000
# Names of streams in the container that programs before 2007 wrote, as its directory has them; and what the file is then.
_OLD = (("EncryptedPackage", "office_encrypted"), ("__properties_version1.0", "office_outlook"))


def prepare() -> None:
    """What setting and drawing need from disk, and once more than opened: libraries load parts of themselves when they first need them."""
    font.prepare()
    delimited.prepare()
    language.detect("Rechnung über Papier und Stifte, zahlbar bis Ende des Monats")
    (sheet,) = layout.pages(delimited.sections("Łódź;1\n".encode()))
    image_drawing.as_webp(drawing.drawn(sheet, dpi=20, most_pixels=10_000))


def pages(data: bytes, *, most: int) -> list[Page]:
    """The first `most` pages with their words in reading order, and behind them the pictures that are pages, without words. Raises
    Refused."""
    sheets, scans = _pages(data)
    written = [_page(number, sheet) for number, sheet in enumerate(sheets, 1)]
    drawn = [image_drawing.pages(scan, most=1)[0]._replace(number=number) for number, scan in enumerate(scans, len(sheets) + 1)]
    return [*written, *drawn][:most]


def picture(data: bytes, *, page: int, dpi: int = 150, turned: int = 0, skew: float = 0.0) -> bytes:
    """Page `page` (from 1) as WebP. Raises Refused, `no_such_page` among others."""
    sheets, scans = _pages(data)
    if not 1 <= page <= len(sheets) + len(scans):
        raise Refused("no_such_page", page=str(page), pages=str(len(sheets) + len(scans)))
    if page > len(sheets):
        return image_drawing.picture(scans[page - len(sheets) - 1], page=1, dpi=dpi, turned=turned, skew=skew)
    image = drawing.drawn(sheets[page - 1], dpi=dpi, most_pixels=MAX_PIXELS)
    return image_drawing.as_webp(image_drawing.upright(image, turned, skew))


def scan(data: bytes, *, page: int) -> bytes:
    """The picture that is page `page` (from 1). Raises Refused, `no_such_page` where that page is none."""
    sheets, scans = _pages(data)
    if not len(sheets) < page <= len(sheets) + len(scans):
        raise Refused("no_such_page", page=str(page), pages=str(len(sheets) + len(scans)))
    return scans[page - len(sheets) - 1]


def _pages(data: bytes) -> tuple[list[layout.Sheet], list[bytes]]:
    """The pages that are set, none where no text stands on any; and the pictures behind them."""
    found = layout.pages(_sections(data))
    pictures = Pictures(Package(data)) if data.startswith(b"PK") else None
    if any(sheet.pieces for sheet in found):
        return found, pictures.pages if pictures else []
    if pictures is None or not pictures.pages:
        raise Refused("office_only_pictures" if pictures and pictures.left_out else "office_empty")
    return [], pictures.pages


def _sections(data: bytes) -> Sequence[Section]:
    if data.startswith(recognise.OLE_START):
        raise Refused(next((key for name, key in _OLD if name.encode("utf-16-le") in data), "office_old"))
    if not data.startswith(b"PK"):
        return delimited.sections(data)
    kind = archive.office_type(data)
    if kind == recognise.DOCX:
        return word_documents.sections(Package(data))
    if kind == recognise.XLSX:
        return workbooks.sections(Package(data))
    if kind in (recognise.ODT, recognise.ODS):
        return open_documents.sections(Package(data))
    raise Refused("no_pages", media_type=kind or recognise.ZIP)


def _page(number: int, sheet: layout.Sheet) -> Page:
    words = [
        Word(
            piece.text,
            number,
            _share(piece.x, sheet.width),
            _share(piece.top, sheet.height),
            _share(piece.x + piece.wide, sheet.width),
            _share(piece.top + piece.high, sheet.height),
        )
        for piece in sheet.pieces
    ]
    return Page(number, sheet.width, sheet.height, words, read_by=TEXT_LAYER)


def _share(at: float, whole: float) -> float:
    return round(min(1.0, max(0.0, at / whole)), 5)
