"""Reads an ODT or ODS (OASIS OpenDocument 1.3): the file holds what each cell shows beside what it holds, so that nothing is computed."""

from collections.abc import Iterator

from kantor.engines.reading.office.blocks import Block, Cell, NewPage, Paragraph, Run, Section, Table
from kantor.engines.reading.office.grid import Written, section
from kantor.engines.reading.office.layout import MOST_CELLS, MOST_PAGES
from kantor.engines.reading.office.package import Element, Package, called, child, said, whole
from kantor.engines.reading.refusal import Refused

_LEFT_OUT = frozenset({"annotation", "tracked-changes", "note-citation", "sequence-decls", "forms"})
_MOST_NESTED = 20
_MOST_ROWS = 1_048_576
_HEADING_PT = 14.0
_AFTER_PT = 2.0


def sections(package: Package) -> tuple[Section, ...]:
    """The text as one section, or one for each sheet. Raises Refused."""
    manifest = package.part("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise Refused("office_encrypted")
    body = child(package.needed("content.xml"), "body")
    sheets = child(body, "spreadsheet")
    if sheets is not None:
        tables = [one for one in sheets if called(one) == "table"]
        found = [(said(one, "name"), _cells(one)) for one in tables]
        return tuple(section(cells, title=name if len(tables) > 1 else "") for name, cells in found if cells)
    text = child(body, "text")
    if text is None:
        raise Refused("office_broken", reason="office:text")
    return (Section((*_edges(package, "header"), *_blocks(text, 0), *_edges(package, "footer"))),)


def _edges(package: Package, name: str) -> tuple[Block, ...]:
    root = package.xml("styles.xml")
    return tuple(block for one in (root.iter() if root is not None else ()) if called(one) == name for block in _blocks(one, 0))


def _blocks(parent: Element, depth: int) -> Iterator[Block]:
    for element in parent:
        name = called(element)
        if name in ("p", "h"):
            bold = name == "h"
            runs = tuple(_runs(element, bold))
            yield Paragraph(runs, _HEADING_PT) if bold else Paragraph(runs, after_pt=_AFTER_PT)
            for frame in _frames(element):
                if depth < _MOST_NESTED:
                    yield from _blocks(frame, depth + 1)
        elif name == "table":
            yield Table(tuple(_row(row, depth) for row in _rows(element)))
        elif name == "soft-page-break":
            yield NewPage()
        elif name not in _LEFT_OUT and len(element) and depth < _MOST_NESTED:
            yield from _blocks(element, depth + 1)


def _runs(element: Element, is_bold: bool) -> Iterator[Run]:
    if element.text:
        yield Run(" ".join(element.text.split("\n")), is_bold)
    for one in element:
        name = called(one)
        if name == "s":
            yield Run(" " * min(200, whole(said(one, "c", "1"), 1)), is_bold)
        elif name in ("tab", "line-break"):
            yield Run("\t" if name == "tab" else "\n", is_bold)
        elif name not in _LEFT_OUT and name not in ("text-box", "frame"):
            yield from _runs(one, is_bold)
        if one.tail:
            yield Run(" ".join(one.tail.split("\n")), is_bold)


def _frames(element: Element) -> list[Element]:
    return [one for one in element.iter() if called(one) == "text-box"]


def _rows(table: Element) -> Iterator[Element]:
    for one in table:
        if called(one) == "table-row":
            yield one
        elif called(one) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(one)


def _row(row: Element, depth: int) -> tuple[Cell, ...]:
    cells = []
    for cell in row:
        if called(cell) in ("table-cell", "covered-table-cell") and depth < _MOST_NESTED:
            paragraphs = tuple(block for block in _blocks(cell, depth + 1) if isinstance(block, Paragraph))
            if called(cell) == "table-cell":
                cells.append(Cell(paragraphs, max(1, whole(said(cell, "number-columns-spanned", "1"), 1, most=60))))
    return tuple(cells)


def _cells(table: Element) -> dict[tuple[int, int], Written]:
    """What stands in a sheet; a row or a cell that is repeated counts as often as it says, as far as it says anything."""
    found: dict[tuple[int, int], Written] = {}
    number = 0
    for row in _rows(table):
        times = max(1, whole(said(row, "number-rows-repeated", "1"), 1, most=_MOST_ROWS))
        said_there = list(_written(row))
        for again in range(times if said_there else 0):
            for column, written in said_there:
                found[number + again + 1, column] = written
            if len(found) > MOST_CELLS:
                raise Refused("office_too_long", pages=str(MOST_PAGES), cells=str(MOST_CELLS))
        number += times
    return found


def _written(row: Element) -> Iterator[tuple[int, Written]]:
    column = 0
    for cell in row:
        if called(cell) not in ("table-cell", "covered-table-cell"):
            continue
        times = max(1, whole(said(cell, "number-columns-repeated", "1"), 1, most=16_384))
        text = "\n".join("".join(run.text for run in _runs(one, False)) for one in cell if called(one) == "p").strip()
        if text and called(cell) == "table-cell":
            is_number = said(cell, "value-type", "string") not in ("string", "")
            spans = max(1, whole(said(cell, "number-columns-spanned", "1"), 1, most=16_384))
            for again in range(times):
                yield column + again + 1, Written(text, False, "right" if is_number else "left", spans)
        column += times
