"""Reads an XLSX (ECMA-376): each sheet that can be seen, its cells as their formats show them; formulas are never computed.

A formula shows the result that was saved with it, and itself where there is none.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from kantor.engines import language
from kantor.engines.reading.office import number_formats, workbook_styles
from kantor.engines.reading.office.blocks import Section
from kantor.engines.reading.office.grid import Written, section
from kantor.engines.reading.office.layout import MOST_CELLS, MOST_PAGES
from kantor.engines.reading.office.package import SAFELY, Element, Package, called, child, said, whole
from kantor.engines.reading.office.word_styles import is_on
from kantor.engines.reading.refusal import Refused

MOST_SHEETS = 60
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_CHARACTER_PT = 5.3
_USUAL_WIDTH = 8.43
_LAST_COLUMN = 16_384
_ENOUGH_TEXT = 3000


class _Book(NamedTuple):
    texts: Sequence[str]
    looks: Sequence[workbook_styles.Look]
    language: str
    since_1904: bool


def sections(package: Package) -> tuple[Section, ...]:
    """One section for each sheet that can be seen and says something. Raises Refused."""
    name = main_part(package)
    root = package.needed(name)
    if called(root) != "workbook":
        raise Refused("office_broken", reason=called(root))
    folder = name.rpartition("/")[0]
    styles = package.xml(f"{folder}/styles.xml")
    texts = list(_shared(package, f"{folder}/sharedStrings.xml"))
    named = workbook_styles.languages(styles)
    since_1904 = is_on(child(root, "workbookPr")) and said(child(root, "workbookPr"), "date1904", "0") in ("1", "true")
    book = _Book(texts, workbook_styles.looks(styles), named[0] if named else _language(texts), since_1904)
    related = package.related(name)
    seen = [one for one in _sheets(root) if called(one) == "sheet" and said(one, "state", "visible") == "visible"]
    found = []
    for sheet in seen[:MOST_SHEETS]:
        part = package.part(related.get(said(sheet, "id"), ""))
        cells = _cells(part, book) if part is not None else None
        if cells:
            found.append(section(cells, title=said(sheet, "name") if len(seen) > 1 else ""))
    return tuple(found)


def _sheets(root: Element) -> Sequence[Element]:
    found = child(root, "sheets")
    return list(found) if found is not None else []


def main_part(package: Package) -> str:
    related = package.related("")
    return next((target for target in related.values() if target.startswith("xl/") and target.endswith(".xml")), "xl/workbook.xml")


def _language(texts: Sequence[str]) -> str:
    """The language of the texts, by which numbers are shown; German where they do not tell."""
    guess = language.detect(" ".join(texts)[:_ENOUGH_TEXT])
    return guess.label if guess.is_sure else "de"


def _shared(package: Package, name: str) -> Iterator[str]:
    """The texts that cells share, without what is said about their pronunciation."""
    root = package.xml(name)
    for item in root if root is not None else ():
        yield _text(item)


def _text(item: Element) -> str:
    parts = []
    for element in item:
        if called(element) == "t":
            parts.append(element.text or "")
        elif called(element) == "r":
            parts += [one.text or "" for one in element if called(one) == "t"]
    return "".join(parts)


class _Cells:
    """What a sheet says, gathered while its XML goes by."""

    def __init__(self, book: _Book) -> None:
        self.book = book
        self.found: dict[tuple[int, int], Written] = {}
        self.widths: dict[int, float] = {}
        self.hidden: set[int] = set()
        self.merged: dict[tuple[int, int], tuple[int, int]] = {}
        self.usual_width = _USUAL_WIDTH
        self.row = 0

    def take(self, element: Element) -> None:
        name = called(element)
        if name == "row":
            self._take_row(element)
        elif name == "col":
            self._take_column(element)
        elif name == "sheetFormatPr":
            self.usual_width = whole(said(element, "defaultColWidth"), 8, most=255) or _USUAL_WIDTH
        elif name == "mergeCell":
            begin, _, end = said(element, "ref").partition(":")
            if (first := _place(begin)) and (last := _place(end)):
                self.merged[first] = last

    def _take_column(self, element: Element) -> None:
        first, last = whole(said(element, "min"), 1), min(whole(said(element, "max"), 1), _LAST_COLUMN)
        for column in range(max(1, first), last + 1):
            self.widths[column] = whole(said(element, "width"), 8, most=255) * _CHARACTER_PT
            if said(element, "hidden", "0") in ("1", "true"):
                self.hidden.add(column)

    def _take_row(self, row: Element) -> None:
        self.row = whole(said(row, "r"), self.row + 1, most=2_000_000)
        is_hidden = said(row, "hidden", "0") in ("1", "true")
        column = 0
        for cell in row:
            if called(cell) != "c":
                continue
            place = _place(said(cell, "r"))
            column = place[1] if place else column + 1
            if is_hidden or column in self.hidden or not 1 <= column <= _LAST_COLUMN:
                continue
            written = _written(cell, self.book)
            if written.text.strip():
                self.found[self.row, column] = written
        if len(self.found) > MOST_CELLS:
            raise Refused("office_too_long", pages=str(MOST_PAGES), cells=str(MOST_CELLS))


def _cells(data: bytes, book: _Book) -> Mapping[tuple[int, int], Written]:
    """What stands in the cells of a sheet, by row and column; nothing of a sheet that says nothing. Raises Refused."""
    cells = _Cells(book)
    try:
        for _, element in etree.iterparse(io.BytesIO(data), events=("end",), **SAFELY):
            cells.take(element)
            if called(element) == "row":
                element.clear()
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused("office_entities" if b"<!DOCTYPE" in data else "office_broken", reason=str(error).split("\n")[0]) from None
    if b"<!DOCTYPE" in data[:4096]:
        raise Refused("office_entities")
    return {
        place: written._replace(spans=_spans(cells.merged.get(place), place), wide_pt=cells.widths.get(place[1], 0.0))
        for place, written in cells.found.items()
    }


def _spans(last: tuple[int, int] | None, place: tuple[int, int]) -> int:
    return max(1, last[1] - place[1] + 1) if last else 1


def _place(text: str) -> tuple[int, int] | None:
    """Row and column, from 1, of `B12`."""
    found = _PLACE.fullmatch(text)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def _written(cell: Element, book: _Book) -> Written:
    kind, number = said(cell, "t", "n"), whole(said(cell, "s", "0"))
    look = book.looks[number] if 0 <= number < len(book.looks) else workbook_styles.Look()
    value = child(cell, "v")
    text = (value.text or "") if value is not None else ""
    if kind == "s":
        at = whole(text, -1)
        return _plain(book.texts[at] if 0 <= at < len(book.texts) else "", look)
    if kind == "inlineStr":
        inline = child(cell, "is")
        return _plain(_text(inline) if inline is not None else "", look)
    formula = child(cell, "f")
    if not text and formula is not None and formula.text:
        return _plain("=" + formula.text, look)
    if kind in ("str", "e", "d"):
        return _plain(text[:10] if kind == "d" else text, look)
    if kind == "b":
        return _plain("☑" if text == "1" else "☐", look)
    code = look.format or number_formats.built_in(look.built_in, book.language)
    told = number_formats.shown(text, code, language=book.language, since_1904=book.since_1904) if text else ""
    return Written(told, look.is_bold, look.align or "right")


def _plain(text: str, look: workbook_styles.Look) -> Written:
    return Written(text, look.is_bold, look.align or "left")
