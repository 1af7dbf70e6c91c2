"""Wears the words of made-up pages as a scan and the OCR behind it would: boxes that are never exact, letters misread, words run together.

It costs no OCR, and comes out the same on every machine. The sizes of the faults are those of 130 scans of trained layouts.
"""

import random
from collections.abc import Iterable, Iterator, Sequence

from kantor.words import Page, Word

_HIGHER, _PAGES_DIFFER, _ROWS_DIFFER, _WORDS_DIFFER = 1.42, 0.075, 0.09, 0.06
"""A recognised line is that much higher than its letters, and differs by page, row and word."""
_ACROSS_PT, _DOWN_PT, _ROW_DOWN_PT = 0.35, 0.15, 0.25
_WIDTHS_DIFFER = 0.06
_LARGEST_MARGIN = 0.03
_TOGETHER, _MISREAD, _LOST = 0.015, 0.02, 0.002
_MISREADINGS = {
    "ł": "l",
    "Ł": "L",
    "ń": "n",
    "ę": "e",
    "ą": "a",
    "ć": "é",
    "ś": "s",
    "l": "I",
    "I": "l",
    "o": "0",
    "O": "0",
    "c": "e",
    "m": "n",
}
_DOTS = "·|"


def worn(pages: Sequence[Page], *, seed: str) -> list[Page]:
    """The same pages as they would be recognised; the same seed wears them alike. No figure is misread: what the OCR doubts lowers the
    confidence of a value elsewhere."""
    chance = random.Random(seed)  # noqa: S311 - the same faults each time, no secret
    return [page._replace(words=list(_page(page, chance))) for page in pages]


def _page(page: Page, chance: random.Random) -> Iterator[Word]:
    higher = chance.gauss(_HIGHER, _PAGES_DIFFER)
    shrunk = 1 - chance.uniform(0, _LARGEST_MARGIN)
    rows: dict[int, tuple[float, float]] = {}
    for word in _run_together(page.words, chance):
        row = round(word.y1 * page.height_pt)
        rows.setdefault(row, (chance.gauss(1, _ROWS_DIFFER), chance.gauss(0, _ROW_DOWN_PT)))
        size, sunk = rows[row]
        if chance.random() < _LOST:
            continue
        size *= max(0.5, chance.gauss(higher, _WORDS_DIFFER)) * (word.y1 - word.y0)
        middle = (word.y0 + word.y1) / 2 + (sunk + chance.gauss(0, _DOWN_PT)) / page.height_pt
        wide = (word.x1 - word.x0) * max(0.7, chance.gauss(1, _WIDTHS_DIFFER))
        centre = (word.x0 + word.x1) / 2 + chance.gauss(0, _ACROSS_PT) / page.width_pt
        box = (centre - wide / 2, middle - size / 2, centre + wide / 2, middle + size / 2)
        x0, y0, x1, y1 = (round(min(1.0, max(0.0, 0.5 + (side - 0.5) * shrunk)), 5) for side in box)
        yield word._replace(text=_misread(word.text, chance), x0=x0, y0=y0, x1=x1, y1=y1)


def _run_together(words: Iterable[Word], chance: random.Random) -> Iterator[Word]:
    """Some words of letters lose the blank behind them; a dot between two is often none."""
    before: Word | None = None
    for word in words:
        if word.text in _DOTS and chance.random() < 0.5:
            word = word._replace(text=".")
        if before is None:
            before = word
        elif before.text.isalpha() and word.text.isalpha() and abs(word.y1 - before.y1) < 1e-4 and chance.random() < _TOGETHER:
            before = before._replace(text=before.text + word.text, x1=word.x1)
        else:
            yield before
            before = word
    if before is not None:
        yield before


def _misread(text: str, chance: random.Random) -> str:
    """A letter of some words of letters, and most strokes through an l."""
    if "ł" in text and chance.random() < 0.5:
        text = text.replace("ł", "l")
    places = [place for place, sign in enumerate(text) if sign in _MISREADINGS]
    if not places or any(sign.isdigit() for sign in text) or chance.random() > _MISREAD:
        return text
    place = chance.choice(places)
    return text[:place] + _MISREADINGS[text[place]] + text[place + 1 :]
