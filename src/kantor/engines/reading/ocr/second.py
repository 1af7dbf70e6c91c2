"""A second engine reads the same lines (Tesseract by `tesserocr`, where it is installed and asked for): what both read is surer.

It never changes a word. What it reads differently is kept beside the word, and makes the word less sure.
"""

import os
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from kantor.engines.language import detect
from kantor.engines.reading.engine import BOTH, ENGINE, TESSDATA
from kantor.engines.reading.ocr.picture import Pixels, written

LANGUAGES = {"de": "deu", "en": "eng", "id": "ind", "pl": "pol"}
"""The languages of the house by the names of Tesseract's files."""
_ONE_LINE = 7
_MARGIN = 8
_LONGEST = 200
_AGREED, _DENIED, _MOST_DENIED = 0.1, 5.0, 0.985
"""What both engines read is wrong a tenth as often as the first one says of itself; what the second one reads differently five times as
often, and never rarer than the last figure says: measured on 8,500 words of scans of trained layouts."""


class Opinion(NamedTuple):
    """What the second engine says of a word. agrees: None where it read nothing there; otherwise: what it read, where that differs."""

    agrees: bool | None
    otherwise: str = ""

    def weighed(self, confidence: float) -> float:
        """How sure both together are of a word of which the first engine alone was as sure as this."""
        if self.agrees is None:
            return confidence
        if self.agrees:
            return 1 - (1 - confidence) * _AGREED
        return max(0.0, min(_MOST_DENIED, 1 - (1 - confidence) * _DENIED))


def is_asked() -> bool:
    """Whether this process has a second engine."""
    return bool(os.environ.get(TESSDATA))


def prepare() -> None:
    """Load every language that lies in the folder, and read a first line with each, while there still are files."""
    if not is_asked():
        return
    detect("Guten Tag")
    for language in LANGUAGES:
        if (engine := _engine(language)) is not None:
            _words(engine, written("Kantor 1"))


def languages(data: bytes) -> list[str]:
    """Run inside: the languages that are loaded."""
    return [language for language in LANGUAGES if is_asked() and _engine(language) is not None]


def read_by() -> str:
    """How pages name what reads them here."""
    return BOTH if languages(b"") else ENGINE


def opinions(lines: Sequence[tuple[Sequence[str], Pixels]]) -> list[list[Opinion]]:
    """For each line of a page, given as the words of the first engine and its picture: what the second one, which must have a language,
    says of each word."""
    language = detect(" ".join(word for words, _ in lines for word in words)).label
    engine = _engine(language) or next(one for one in map(_engine, LANGUAGES) if one is not None)
    return [compared(words, _words(engine, picture)) for words, picture in lines]


def compared(words: Sequence[str], others: Sequence[str]) -> list[Opinion]:
    """What is said of each of these words by the ones that somebody else read on the same line; blanks may stand elsewhere."""
    told = [Opinion(None)] * len(words)
    matcher = SequenceMatcher(None, [_plain(word) for word in words], [_plain(word) for word in others], autojunk=False)
    for _, first, end, other_first, other_end in matcher.get_opcodes():
        mine, theirs = words[first:end], others[other_first:other_end]
        if not theirs:
            continue
        if _plain("".join(mine)) == _plain("".join(theirs)):
            told[first:end] = [Opinion(True)] * len(mine)
        elif len(mine) == len(theirs):
            told[first:end] = [_of(one, other) for one, other in zip(mine, theirs, strict=True)]
        else:
            told[first:end] = [Opinion(False, " ".join(theirs)[:_LONGEST])] * len(mine)
    return told


def _of(word: str, other: str) -> Opinion:
    return Opinion(True) if _plain(word) == _plain(other) else Opinion(False, other[:_LONGEST])


def _plain(word: str) -> str:
    """What the engines are compared by: signs that look alike and mean the same are one."""
    return word.translate(_ALIKE)


_ALIKE = str.maketrans({"„": '"', "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-"})


def _words(engine: Any, line: Pixels) -> list[str]:
    grey = np.pad(np.round(line.mean(axis=2)).astype(np.uint8), _MARGIN, mode="edge")
    height, width = grey.shape
    engine.SetImageBytes(np.ascontiguousarray(grey).tobytes(), width, height, 1, width)
    said: str = engine.GetUTF8Text()
    return said.split()


@cache
def _engine(language: str) -> Any:
    """Tesseract for one language; None where its file is not in the folder."""
    folder = os.environ.get(TESSDATA, "")
    if language not in LANGUAGES or not (Path(folder) / f"{LANGUAGES[language]}.traineddata").is_file():
        return None
    import tesserocr

    try:
        return tesserocr.PyTessBaseAPI(path=folder, lang=LANGUAGES[language], psm=_ONE_LINE)
    except RuntimeError:  # a file that Tesseract cannot use
        return None
