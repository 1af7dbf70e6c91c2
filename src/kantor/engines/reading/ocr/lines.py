"""Finds the lines of text on a page: a model says where text is, and each stretch of it gets the tightest rectangle around."""

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np

from kantor.engines.reading.ocr import models
from kantor.engines.reading.ocr.picture import Corners, Floats, Pixels, batch_of, resized

SHORT_SIDE_PIXELS = 1216
"""How large the short side of a page is looked at: A4 at 147 dots per inch."""
_LEAST_SHORT_SIDE = 736
_MOST_ENLARGED = 2.0
# A long strip of paper is looked at in pieces, each this many times as high as wide; they overlap, so that every line is whole in one.
_PIECE, _OVERLAP = 1.75, 0.2
_LONGEST_ROW = 2432
_MODEL_GRID = 32
_IS_TEXT, _IS_LINE = 0.3, 0.5
_GROWTH = 1.6
_MOST_LINES = 2000
_LEAST_PIXELS = 3


def find_lines(page: Pixels, *, short_side: int = SHORT_SIDE_PIXELS) -> list[Corners]:
    """The corners of each line, in pixels of the page; lines of one row follow each other."""
    height, width = page.shape[:2]
    least = min(_LEAST_SHORT_SIDE, short_side)
    scale = min(short_side / min(height, width), max(1.0, min(_MOST_ENLARGED, least / min(height, width))), _LONGEST_ROW / width)
    found: list[Corners] = []
    for top, piece, begin, end in _pieces(page):
        for corners in _lines_of(piece, scale):
            if begin <= top + float(corners[:, 1].mean()) < end:
                found.append(corners + np.array([0, top], np.float32))
    return in_reading_order(found)


def in_reading_order(lines: list[Corners]) -> list[Corners]:
    """Row by row, each from left to right; a line belongs to the row that it overlaps by half of its height."""
    rows: list[tuple[float, float, list[Corners]]] = []
    for line in sorted(lines, key=lambda corners: float(corners[:, 1].mean())):
        top, bottom = float(line[:, 1].min()), float(line[:, 1].max())
        above, below, row = rows[-1] if rows else (0.0, 0.0, [])
        if row and min(bottom, below) - max(top, above) > (bottom - top) / 2:
            row.append(line)
        else:
            rows.append((top, bottom, [line]))
    return [line for _, _, row in rows for line in sorted(row, key=lambda corners: float(corners[:, 0].min()))]


def _pieces(page: Pixels) -> Iterator[tuple[int, Pixels, float, float]]:
    """Where a piece begins, the piece, and between which heights of the page the middle of a line must lie to be found in it."""
    height, width = page.shape[:2]
    reach = round(width * _PIECE)
    if height <= reach * (1 + _OVERLAP):
        yield 0, page, 0.0, float(height)
        return
    step = round(reach * (1 - _OVERLAP))
    starts = range(0, height - round(reach * _OVERLAP), step)
    for start in starts:
        begin = start + (reach - step) / 2 if start else 0.0
        end = start + step + (reach - step) / 2 if start != starts[-1] else float(height)
        yield start, page[start : start + reach], begin, end


def _lines_of(piece: Pixels, scale: float) -> Iterator[Corners]:
    height, width = piece.shape[:2]
    across, down = (max(_MODEL_GRID, round(side * scale / _MODEL_GRID) * _MODEL_GRID) for side in (width, height))
    text = models.line_map(batch_of(resized(piece, across, down)))
    stretches = cv2.dilate((text > _IS_TEXT).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(stretches, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours[:_MOST_LINES]:
        core: Any = cv2.minAreaRect(contour)
        if min(core[1]) < _LEAST_PIXELS or _likelihood(text, cv2.boxPoints(core)) < _IS_LINE:
            continue
        # The model marks the core of a line; it grows by as much as area and circumference make of it.
        middle, (long, short), angle = core
        growth = long * short * _GROWTH / (long + short)
        corners = cv2.boxPoints((middle, (long + growth, short + growth), angle))
        yield _as_read(np.asarray(corners, np.float32) * np.array([width / across, height / down], np.float32))


def _likelihood(text: Floats, corners: object) -> float:
    """How sure the model is on average between these corners."""
    points = np.asarray(corners, np.float32)
    left, top = np.maximum(np.floor(points.min(axis=0)).astype(int), 0)
    right, bottom = np.ceil(points.max(axis=0)).astype(int) + 1
    inside = text[top:bottom, left:right]
    mask = np.zeros(inside.shape, np.uint8)
    cv2.fillPoly(mask, [(points - np.array([left, top])).astype(np.int32)], (1,))
    return float(inside[mask > 0].mean()) if mask.any() else 0.0


def _as_read(corners: Corners) -> Corners:
    """Beginning at the upper left corner, clockwise."""
    by_x = corners[np.argsort(corners[:, 0], kind="stable")]
    left, right = (side[np.argsort(side[:, 1], kind="stable")] for side in (by_x[:2], by_x[2:]))
    return np.array([left[0], right[0], right[1], left[1]], np.float32)
