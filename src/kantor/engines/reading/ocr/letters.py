"""Recognises the letters of one line and makes words of them, each with its place on the line."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kantor.engines.reading.ocr import models
from kantor.engines.reading.ocr.picture import Pixels, batch_of, resized

LINE_PIXELS = 48
"""How high the model wants a line."""
WIDEST = 30
"""So many times wider than high a line may be; the model drops letters of longer ones."""
_LEAST_WIDTH = 16
# Without ink between two letters for so much of the line's height, two words stand there, whatever the model says.
_GAP = 0.45
_INK = 0.35


class Letter(NamedTuple):
    """A sign with its place on the line, 0..1 from the left, and how sure the model is."""

    text: str
    at: float
    confidence: float


class LineWord(NamedTuple):
    """A word of a line: where it begins and ends on it (0..1), how sure the model is of its letters (geometric mean)."""

    text: str
    begin: float
    end: float
    confidence: float


def read_line(line: Pixels) -> list[LineWord]:
    """The words on the picture of one line, from left to right."""
    width = line.shape[1]
    found: list[LineWord] = []
    for begin, end in _portions(line):
        share = (end - begin) / width
        found += [
            word._replace(begin=begin / width + word.begin * share, end=begin / width + word.end * share)
            for word in _words(line[:, begin:end])
        ]
    return found


def letters(line: Pixels) -> list[Letter]:
    """The letters on a line that is not too wide; spaces are among them."""
    height, width = line.shape[:2]
    odds = models.letter_odds(batch_of(resized(line, max(_LEAST_WIDTH, math.ceil(LINE_PIXELS * width / height)), LINE_PIXELS)))
    signs, sure = odds.argmax(axis=1), odds.max(axis=1)
    # The same sign at the next step is the same letter; between two equal letters the model says nothing (0).
    begins = np.flatnonzero((signs != 0) & (signs != np.concatenate(([0], signs[:-1]))))
    alphabet = models.alphabet()
    return [Letter(alphabet[signs[step]], (int(step) + 0.5) / len(signs), float(sure[step])) for step in begins]


def _words(line: Pixels) -> Iterator[LineWord]:
    found = letters(line)
    inked = _inked_columns(line)
    if not inked.any():
        return
    columns = np.flatnonzero(inked)
    begin = int(columns[0])
    for word, following in _split(found, inked, line.shape[0]):
        last = int(columns[-1]) + 1
        gap = _widest_gap(inked, word[-1].at, following.at) if following else (last, last)
        confidence = math.exp(sum(math.log(max(letter.confidence, 1e-6)) for letter in word) / len(word))
        end = max(gap[0], begin + 1)
        yield LineWord("".join(letter.text for letter in word), begin / len(inked), end / len(inked), confidence)
        begin = gap[1]


def _split(found: Sequence[Letter], inked: NDArray[np.bool_], height: int) -> Iterator[tuple[list[Letter], Letter | None]]:
    """Each word's letters, and the first letter of the word behind it."""
    word: list[Letter] = []
    is_apart = False
    for letter in found:
        if letter.text.isspace():
            is_apart = True
            continue
        if word:
            begin, end = (0, 0) if is_apart else _widest_gap(inked, word[-1].at, letter.at)
            if is_apart or end - begin > _GAP * height:
                yield word, letter
                word = []
        word.append(letter)
        is_apart = False
    if word:
        yield word, None


def _portions(line: Pixels) -> list[tuple[int, int]]:
    """A line that is too wide for the model, divided where it has its widest gaps; else the whole of it."""
    height, width = line.shape[:2]
    if width <= WIDEST * height:
        return [(0, width)]
    inked = _inked_columns(line)
    portions, begin = [], 0
    while width - begin > WIDEST * height:
        # A gap in the last third of what the model takes, or a cut through the middle of a letter where there is none.
        gap = _widest_gap(inked, (begin + WIDEST * height * 2 / 3) / width, (begin + WIDEST * height) / width)
        middle = max(begin + 1, sum(gap) // 2)
        portions.append((begin, middle))
        begin = middle
    return [*portions, (begin, width)]


def _inked_columns(line: Pixels) -> NDArray[np.bool_]:
    """Which columns of a line have something on them: much darker, or on dark paper much brighter, than most of it."""
    grey = line.mean(axis=2)
    paper, ink = float(np.median(grey)), grey
    away = np.abs(ink - paper)
    reach = float(np.percentile(away, 99))
    inside = away[round(line.shape[0] * 0.1) : max(1, round(line.shape[0] * 0.9))]
    return np.asarray((inside > max(24.0, reach * _INK)).any(axis=0), np.bool_)


def _widest_gap(inked: NDArray[np.bool_], begin: float, end: float) -> tuple[int, int]:
    """The longest stretch of columns without ink between two places on the line; the middle where there is none."""
    first, last = round(begin * len(inked)), round(end * len(inked))
    edges = np.flatnonzero(np.diff(np.concatenate(([True], inked[first:last], [True])).astype(np.int8)))
    if not len(edges):
        return (first + last) // 2, (first + last) // 2
    starts, ends = edges[::2], edges[1::2]
    widest = int(np.argmax(ends - starts))
    return first + int(starts[widest]), first + int(ends[widest])
