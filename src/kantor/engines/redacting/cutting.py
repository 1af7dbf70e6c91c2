"""Takes pages out of a PDF, rows out of a CSV sheet, elements out of an XML file; what is taken out is nowhere in what comes out."""

import ctypes
from collections.abc import Sequence

import pypdfium2.raw as pdfium
from lxml import etree
from pypdfium2 import PdfDocument, PdfiumError

from kantor.engines.reading.refusal import Refused

_written = bytearray()


def _write(_: object, piece: int, size: int) -> int:
    _written.extend(ctypes.string_at(piece, size))
    return 1


_WRITE_BLOCK = dict(pdfium.FPDF_FILEWRITE._fields_)["WriteBlock"](_write)
_WRITER = pdfium.FPDF_FILEWRITE(version=1, WriteBlock=_WRITE_BLOCK)
"""Made while this is loaded: within the walls no memory can be made executable, which a function for pdfium to call needs."""


def without(data: bytes, *, kind: str, places: Sequence[str]) -> bytes:
    """The file without these pages or rows (numbers from 1; a sheet's heading is row 1) or elements (their paths, as XPath has them).

    Refused where nothing stands at one of the places, where nothing would be left, and where the file is no such file. Runs in the
    sandbox, because the file came from outside.
    """
    cut = {"pages": _without_pages, "rows": _without_rows, "elements": _without_elements}[kind]
    try:
        return cut(data, places)
    except (ValueError, LookupError) as error:
        raise Refused("cannot_be_cut", reason=str(error)[:200]) from error


def _without_pages(data: bytes, places: Sequence[str]) -> bytes:
    """Pages that stay are copied into a new file: in the old one, what no page shows any more would still be there."""
    try:
        source, kept = PdfDocument(data), PdfDocument.new()
        stay = _staying(len(source), places)
        kept.import_pages(source, stay)
        _written.clear()
        if not pdfium.FPDF_SaveAsCopy(kept, ctypes.byref(_WRITER), pdfium.FPDF_NO_INCREMENTAL):
            raise ValueError("the pages that stay cannot be written")
    except PdfiumError as error:
        raise ValueError(str(error)) from error
    return bytes(_written)


def _without_rows(data: bytes, places: Sequence[str]) -> bytes:
    """A row that is written over several lines goes with all of them; the others stay byte by byte."""
    rows = _rows(data)
    stay = set(_staying(len(rows), places))
    return b"".join(row for number, row in enumerate(rows) if number in stay)


def _rows(data: bytes) -> list[bytes]:
    """Lines, together where a line feed stands within quotation marks (RFC 4180)."""
    rows: list[bytes] = []
    is_open = False
    for line in data.splitlines(keepends=True):
        rows[-1:] = [rows[-1] + line] if is_open else [*rows[-1:], line]
        is_open ^= line.count(b'"') % 2 == 1
    return rows


def _without_elements(data: bytes, places: Sequence[str]) -> bytes:
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
        for path in places:
            found = root.xpath(path, namespaces={name: uri for name, uri in root.nsmap.items() if name})
            if not isinstance(found, list) or not found:
                raise ValueError(f"nothing stands at {path}")
            for element in found:
                if not isinstance(element, etree._Element):
                    raise ValueError(f"{path} is no element")
                _take_out(element)
    except etree.LxmlError as error:
        raise ValueError(str(error)) from error
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _take_out(element: etree._Element) -> None:
    """The element, but not the text behind it, which belongs to what it stands in."""
    parent = element.getparent()
    if parent is None:
        raise ValueError("the whole file cannot be taken out")
    before, tail = element.getprevious(), element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _staying(count: int, places: Sequence[str]) -> list[int]:
    """What stays of so many, counted from 0."""
    gone = {int(place) - 1 for place in places}
    if not gone <= set(range(count)):
        raise ValueError(f"there are only {count}")
    if len(gone) == count:
        raise ValueError("nothing would be left")
    return [number for number in range(count) if number not in gone]
