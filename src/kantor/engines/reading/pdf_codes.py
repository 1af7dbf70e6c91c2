"""Finds printed codes on pages of a PDF that say their words themselves: looked for only where something of a code's shape is drawn.

This parses what strangers sent: `paper.pages` runs it in the sandbox.
"""

import ctypes
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp

from kantor.engines.reading.pdf_places import shown
from kantor.words import Code

LONGEST_CODE = 4000
_MOST_LOOKED_AT, _MOST_OBJECTS, _DEEPEST = 4, 20_000, 3
# The sides of a code in points, and how far from square it may be.
_SMALLEST_PT, _LARGEST_PT, _SQUARE = 22.0, 260.0, 1.35
# A code drawn as lines: one path of many pieces, or many small boxes.
_FEWEST_PIECES, _FEWEST_BOXES, _LARGEST_BOX_PT = 150, 120, 14.0
_QUIET_PT = 8.0
_DPI = 220
_POINTS_PER_INCH = 72


class _Place(NamedTuple):
    """Edges in the page's own coordinates, which begin at the lower left."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def has_shape(self) -> bool:
        wide, high = self.right - self.left, self.top - self.bottom
        is_square = min(wide, high) > 0 and max(wide, high) / min(wide, high) <= _SQUARE
        return is_square and min(wide, high) >= _SMALLEST_PT and max(wide, high) <= _LARGEST_PT


def codes(page: pypdfium2.PdfPage, number: int) -> Sequence[Code]:
    """The codes on the page, their boxes as words have them."""
    return [code for place in _places(page)[:_MOST_LOOKED_AT] for code in _read(page, place, number)]


def _places(page: pypdfium2.PdfPage) -> list[_Place]:
    """Where pictures and drawings of a code's shape are."""
    found: list[_Place] = []
    boxes: list[_Place] = []
    for kind, raw, place in _drawn(page):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE or pdfium.FPDFPath_CountSegments(raw) >= _FEWEST_PIECES:
            found += [place] if place.has_shape else []
        elif place.right - place.left <= _LARGEST_BOX_PT and place.top - place.bottom <= _LARGEST_BOX_PT:
            boxes.append(place)
    if len(boxes) >= _FEWEST_BOXES:
        around = _Place(
            *(min(side) for side in list(zip(*boxes, strict=True))[:2]), *(max(side) for side in list(zip(*boxes, strict=True))[2:])
        )
        found += [around] if around.has_shape else []
    return found


def _drawn(page: pypdfium2.PdfPage) -> Iterator[tuple[int, object, _Place]]:
    """Pictures and paths of the page, also in forms that were placed on it as a whole: (kind, object, where it is)."""
    edges = [ctypes.c_float() for _ in range(4)]
    count = min(pdfium.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)
    has_forms = False
    for index in range(count):
        raw = pdfium.FPDFPage_GetObject(page.raw, index)
        kind = pdfium.FPDFPageObj_GetType(raw)
        has_forms = has_forms or kind == pdfium.FPDF_PAGEOBJ_FORM
        if kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH) and pdfium.FPDFPageObj_GetBounds(raw, *map(ctypes.byref, edges)):
            yield kind, raw, _Place(*(edge.value for edge in edges))
    if has_forms:
        for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEPEST):
            if image.level:
                yield pdfium.FPDF_PAGEOBJ_IMAGE, image.raw, _Place(*image.get_bounds())


def _read(page: pypdfium2.PdfPage, place: _Place, number: int) -> Iterator[Code]:
    """What is read in this part of the page, which is drawn alone."""
    width, height = page.get_size()
    corners = [shown(page, x, y) for x in (place.left, place.right) for y in (place.bottom, place.top)]
    xs, ys = [x * width for x, _ in corners], [y * height for _, y in corners]
    left, top = max(0.0, min(xs) - _QUIET_PT), max(0.0, min(ys) - _QUIET_PT)
    right, bottom = min(width, max(xs) + _QUIET_PT), min(height, max(ys) + _QUIET_PT)
    scale = _DPI / _POINTS_PER_INCH
    if right - left < _SMALLEST_PT or bottom - top < _SMALLEST_PT:
        return
    image = page.render(scale=scale, crop=(left, height - bottom, width - right, top), grayscale=True).to_numpy()
    for found in zxingcpp.read_barcodes(np.ascontiguousarray(image.reshape(image.shape[:2])), text_mode=zxingcpp.TextMode.Plain):
        corner = found.position
        points = (corner.top_left, corner.top_right, corner.bottom_right, corner.bottom_left)
        across = [(left + point.x / scale) / width for point in points]
        down = [(top + point.y / scale) / height for point in points]
        box = [round(min(1.0, max(0.0, edge)), 5) for edge in (min(across), min(down), max(across), max(down))]
        yield Code(found.text.strip()[:LONGEST_CODE], str(found.format).replace(" ", ""), number, *box)
