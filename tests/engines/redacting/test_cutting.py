"""What is taken out of a file is nowhere in what comes out, and what stays reads as before."""

import csv
import io
import zlib

import pytest
from pypdfium2 import PdfDocument
from tests.engines.redacting.paper import with_pages

from kantor.engines.reading import Refused
from kantor.engines.redacting.cutting import without

SHEET = b'name;amount;remark\r\nM\xfcller;10;"two\r\nlines; ""quoted"""\r\nKowalska;20;secret\r\nSari;30;\r\n'
PAYROLL = b"""<?xml version="1.0"?><p:run xmlns:p="urn:pay">of June<p:person id="1"><p:name>Anna</p:name></p:person>, and
<p:person id="2"><p:name>Bert</p:name></p:person>done</p:run>"""


def test_pages_of_a_pdf_are_gone_with_all_that_was_on_them() -> None:
    made = without(with_pages("Anna earns 1111", "Bert earns 2222", "Carla earns 3333"), kind="pages", places=["2"])
    read = PdfDocument(made)
    texts = [page.get_textpage().get_text_range() for page in read]
    assert [text.split()[0] for text in texts] == ["Anna", "Carla"]
    assert b"Bert" not in made + b"".join(_unpacked(made))


def _unpacked(data: bytes) -> list[bytes]:
    """The streams of the file, as far as they are packed."""
    found = []
    for piece in data.split(b"stream")[1:]:
        try:
            found.append(zlib.decompressobj().decompress(piece.lstrip(b"\r\n")))
        except zlib.error:
            continue
    return found


def test_rows_of_a_sheet_are_gone_and_the_others_stay_byte_by_byte() -> None:
    made = without(SHEET, kind="rows", places=["3"])
    assert made == SHEET.replace(b"Kowalska;20;secret\r\n", b"")
    assert b"Kowalska" not in without(SHEET, kind="rows", places=["2", "3"])
    rows = list(csv.reader(io.StringIO(without(SHEET, kind="rows", places=["2"]).decode("latin-1")), delimiter=";"))
    assert [row[0] for row in rows] == ["name", "Kowalska", "Sari"]


def test_elements_of_an_xml_file_are_gone_and_the_text_around_them_stays() -> None:
    made = without(PAYROLL, kind="elements", places=["//p:person[@id='2']"])
    assert b"Bert" not in made
    assert b"Anna" in made
    assert b"of June" in made
    assert b"done" in made


@pytest.mark.parametrize(
    ("data", "kind", "places"),
    [
        (SHEET, "rows", ["9"]),
        (SHEET, "rows", ["0"]),
        (SHEET, "rows", ["x"]),
        (SHEET, "rows", ["1", "2", "3", "4"]),
        (b"no pdf", "pages", ["1"]),
        (PAYROLL, "elements", ["//p:nobody"]),
        (PAYROLL, "elements", ["//["]),
        (PAYROLL, "elements", ["/p:run"]),
        (PAYROLL, "elements", ["count(//p:person)"]),
        (b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;", "elements", ["/a"]),
    ],
)
def test_what_cannot_be_cut_is_refused(data: bytes, kind: str, places: list[str]) -> None:
    with pytest.raises(Refused, match="cannot_be_cut"):
        without(data, kind=kind, places=places)
