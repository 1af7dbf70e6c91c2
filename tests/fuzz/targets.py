"""The readers that fuzzing tries, each with the exceptions it may raise and the files that it begins with."""

import io
import re
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw
from tests.engines.einvoice.drafts import GERMAN, INDONESIAN, POLISH
from tests.engines.reading import samples
from tests.engines.statements import samples as banks

from kantor.demo.papers import FORMS, HELD_OUT, invoices
from kantor.departments.payables.supplier_invoice import pages, reading
from kantor.engines import statements
from kantor.engines.codes import read_giro, read_gs1
from kantor.engines.einvoice.writers import cii, coretax, fa3, ubl
from kantor.engines.reading import delivery, image_drawing, pdf_drawing, pdf_files, pdf_words, recognise, rows
from kantor.engines.reading.ocr import page as ocr
from kantor.engines.reading.office import documents
from kantor.engines.reading.parts import Bounds
from kantor.engines.reading.refusal import Refused
from kantor.words import Page, ReadFile, Unreadable, Word

DECLARED = (Refused, Unreadable)
CORPUS = Path(__file__).with_name("corpus")
_BOUNDS = Bounds(parts=50, total_bytes=4 << 20)
_MOST_PAGES = 3
_SCAN_WIDE = 300


class Target(NamedTuple):
    """read: may raise what is DECLARED and nothing else; seeds: files made on the spot; is_xml: elements are changed, not bytes alone."""

    read: Callable[[bytes], object]
    seeds: Callable[[], Sequence[bytes]]
    is_xml: bool = False


def _invoice(data: bytes) -> None:
    """Reading and all official rules."""
    reading.read(ReadFile(data=data, media_type=recognise.XML, name=""))


def _container(data: bytes) -> None:
    delivery.unfold(data, bounds=_BOUNDS)


def _pdf(data: bytes) -> None:
    pdf_files.embedded_files(data)
    pdf_words.pages(data, most=_MOST_PAGES)
    pdf_drawing.picture(data, page=1, dpi=20)


def _picture(data: bytes) -> None:
    image_drawing.pages(data, most=_MOST_PAGES)
    image_drawing.picture(data, page=1, dpi=20)


def _office(data: bytes) -> None:
    documents.pages(data, most=_MOST_PAGES)


def _sheet(data: bytes) -> None:
    rows.rows(data)


def _words(data: bytes) -> None:
    """The fields of an invoice off words that stand where they do in the text."""
    rows = data.decode("utf-8", "replace").splitlines()
    words = [
        Word(found[0], 1, found.start() / 100, row / 70, found.end() / 100, (row + 0.8) / 70)
        for row, text in enumerate(rows)
        for found in re.finditer(r"\S+", text)
    ]
    pages.read_pages([Page(1, 595.0, 842.0, words)])


def _codes(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    read_giro(text)
    read_gs1(text)


def _scan(data: bytes) -> None:
    """Words and codes of a picture with these bytes for dots, so that it cannot be large."""
    high = len(data) // _SCAN_WIDE
    if high:
        target = io.BytesIO()
        Image.frombytes("L", (_SCAN_WIDE, high), data[: _SCAN_WIDE * high]).save(target, "TIFF")
        ocr.page(target.getvalue(), number=1)


def _mt940(data: bytes) -> None:
    statements.is_mt940(data)
    statements.read_mt940(data)


def _pacs004(data: bytes) -> None:
    statements.is_pacs004(data)
    statements.read_pacs004(data)


def _camt(data: bytes) -> None:
    statements.is_camt(data)
    statements.read_camt(data)


def _bank_csv(data: bytes) -> None:
    profile = statements.guess(data)
    if profile:
        statements.read_csv(statements.rows_of(data, profile.separator), profile)


def _fragile(data: bytes) -> float:
    return 1 / (len(data) == 4)


def _pdfs() -> list[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        attached = samples.pdf(Path(folder), "Rechnung 1", {"factur-x.xml": b"<a/>"})
    return [samples.ENCRYPTED_PDF, attached]


def _pictures() -> list[bytes]:
    found = []
    for form in image_drawing.FORMATS:
        target = io.BytesIO()
        Image.new("L", (5, 4), 200).save(target, form)
        found.append(target.getvalue())
    return found


def _sheets() -> list[bytes]:
    book = {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>',
        "xl/workbook.xml": b'<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        b'<sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": b'<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": b'<worksheet><sheetData><row r="1"><c r="A1"><v>1.5</v></c><c r="B1" t="str"><v>x</v></c></row>'
        b"</sheetData></worksheet>",
    }
    return [b'name;iban\r\n"Papier; GmbH";DE89\r\n', "\ufeffname\tdate\nJodła\t31.12.2025\n".encode(), samples.archive(book)]


def _offices() -> list[bytes]:
    """Not packed any closer, so that what is changed reaches the XML."""
    (paper,) = invoices(1, seed=3, layouts=HELD_OUT)
    return [_loose(make(paper)) for make in FORMS.values()]


def _loose(data: bytes) -> bytes:
    if not data.startswith(b"PK"):
        return data
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(target, "w") as loose:
        for name in packed.namelist():
            loose.writestr(name, packed.read(name))
    return target.getvalue()


def _scans() -> list[bytes]:
    picture = Image.new("L", (_SCAN_WIDE, 90), 255)
    ImageDraw.Draw(picture).text((8, 20), "Rechnung R-1 119,00 EUR", fill=0, font_size=20)
    return [picture.tobytes()]


_INVOICE = """Papier GmbH                    Rechnung
Weg 1, 24103 Kiel              Rechnungsnummer: R-1
USt-IdNr. DE123456789          Rechnungsdatum: 10.03.2026

Pos  Bezeichnung       Menge   Preis    Betrag
1    Kopierpapier A4      10    4,35     43,50

Netto 43,50   USt 19 % 8,27   Gesamtbetrag EUR 51,77
IBAN DE89 3704 0044 0532 0130 00   zahlbar bis 09.04.2026
"""
_GIRO = "BCD\n002\n1\nSCT\n\nPapier GmbH\nDE89370400440532013000\nEUR51.77\n\n\nR-1\n"
_GS1 = "\x1d0104012345678901\x1d10AB12\x1d17261231"

TARGETS: dict[str, Target] = {
    "ubl": Target(_invoice, lambda: [ubl.write(GERMAN)], is_xml=True),
    "cii": Target(_invoice, lambda: [cii.write(GERMAN)], is_xml=True),
    "fa3": Target(_invoice, lambda: [fa3.write(POLISH)], is_xml=True),
    "coretax": Target(_invoice, lambda: [coretax.write([INDONESIAN])], is_xml=True),
    "pdf": Target(_pdf, _pdfs),
    "picture": Target(_picture, _pictures),
    "zip": Target(_container, lambda: [samples.archive({"a.xml": b"<a/>", "b/c.eml": samples.mail()})]),
    "mail": Target(_container, lambda: [samples.mail(("a.xml", b"<a/>", "application/xml"), ("b.eml", b"", "message/rfc822"))]),
    "office": Target(_office, _offices),
    "sheet": Target(_sheet, _sheets),
    "scan": Target(_scan, _scans),
    "words": Target(_words, lambda: [_INVOICE.encode()]),
    "mt940": Target(_mt940, lambda: [text.encode() for text in (banks.GERMAN, banks.POLISH, banks.DUTCH, banks.INTRADAY)]),
    "camt": Target(_camt, lambda: [banks.CAMT], is_xml=True),
    "pacs004": Target(_pacs004, lambda: [banks.RETURN], is_xml=True),
    "bank_csv": Target(_bank_csv, lambda: [banks.CSV]),
    "codes": Target(_codes, lambda: [_GIRO.encode(), _GS1.encode(), b"(01)04012345678901(10)AB12"]),
}

TRIAL = {"trial": Target(_fragile, lambda: [b"seed"])}
"""A reader that breaks, to see that it is found."""


def kept(name: str) -> list[Path]:
    """The corpus of a target: what led to places that the seeds do not reach, and what once broke a reader."""
    return sorted(path for path in (CORPUS / name).glob("*") if path.is_file())
