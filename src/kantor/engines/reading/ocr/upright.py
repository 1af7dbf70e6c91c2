"""Puts a page the way it is read: by a quarter or a half turn; and says by how few degrees it lay askew on the scanner."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from kantor.engines.reading.ocr import models
from kantor.engines.reading.ocr.letters import letters
from kantor.engines.reading.ocr.lines import find_lines
from kantor.engines.reading.ocr.picture import Corners, Pixels, batch_of, cut, resized, turned

MOST_SKEW = 15.0
LEAST_SKEW = 0.3
_JUDGED_LINES = 12
_TRIED_LINES = 5
# As many of the judged lines may look upside down on a page that is not: short ones and columns of figures often do.
_FEW = 0.2


class Upright(NamedTuple):
    """A page as it is read: its picture, the lines on it, and by how many degrees clockwise (0, 90, 180, 270) it was turned."""

    picture: Pixels
    lines: list[Corners]
    turned: int


def upright(page: Pixels) -> Upright:
    """The page with its lines lying, and none of them on its head."""
    lines = find_lines(page)
    degrees = 0
    if sum(_length(line) for line in lines if width(line) < height(line)) > sum(_length(line) for line in lines) / 2:
        degrees, page = 90, turned(page, 90)
        lines = find_lines(page)
    if _is_on_its_head(page, lines):
        far_corner = np.array([page.shape[1], page.shape[0]], np.float32)
        degrees, page = degrees + 180, turned(page, 180)
        lines = [np.roll(far_corner - line, 2, axis=0) for line in lines]
    return Upright(page, lines, degrees)


def as_told(page: Pixels, degrees: int) -> Upright:
    """The page turned clockwise by so much, as a person says that it is read."""
    page = turned(page, degrees)
    return Upright(page, find_lines(page), degrees)


def skew(lines: Sequence[Corners]) -> float:
    """By how many degrees clockwise the page must be turned so that its lines lie straight; 0 where that is next to nothing, or unclear."""
    long = [line for line in lines if width(line) > 4 * height(line)]
    if len(long) < 3:
        return 0.0
    angles = np.array([np.degrees(np.arctan2(line[1][1] - line[0][1], line[1][0] - line[0][0])) for line in long])
    weights = np.array([width(line) for line in long])
    order = np.argsort(angles)
    middle = float(angles[order][np.searchsorted(np.cumsum(weights[order]), weights.sum() / 2)])
    return -middle if LEAST_SKEW <= abs(middle) <= MOST_SKEW else 0.0


def width(line: Corners) -> float:
    return float(np.linalg.norm(line[1] - line[0]))


def height(line: Corners) -> float:
    return float(np.linalg.norm(line[3] - line[0]))


def _is_on_its_head(page: Pixels, lines: Sequence[Corners]) -> bool:
    """What most of the longest lines look like; where some look so, which way round their letters are read with more confidence."""
    longest = sorted((line for line in lines if width(line) > 2 * height(line)), key=width, reverse=True)[:_JUDGED_LINES]
    if not longest:
        return False
    cuts = [cut(page, line) for line in longest]
    odds = models.upside_down_odds(np.concatenate([batch_of(resized(_beginning(line, 4), 192, 48)) for line in cuts]))
    if float((odds > 0.5).mean()) <= _FEW:
        return False
    return _confidence(cuts, 180) > _confidence(cuts, 0)


def _confidence(cuts: Sequence[Pixels], degrees: int) -> float:
    """How sure the model is on average of the letters on some lines, turned."""
    sure = [letter.confidence for line in cuts[:_TRIED_LINES] for letter in letters(turned(_beginning(line, 20), degrees))]
    return sum(sure) / len(sure) if sure else 0.0


def _beginning(line: Pixels, heights: int) -> Pixels:
    """The first part of a line, so many times as wide as high."""
    return line[:, : line.shape[0] * heights]


def _length(line: Corners) -> float:
    return max(width(line), height(line))
