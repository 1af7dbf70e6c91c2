"""The address of a party: what stands below its name, or behind it on the line above the window of an envelope, down to the town."""

import re
from collections.abc import Iterator

from kantor.engines.extracting.candidates import Sheet
from kantor.engines.extracting.lines import Line
from kantor.engines.extracting.ranking import Found
from kantor.kit.text import fold

BELOW = 0.93
"""The confidence of an address that ends with a town (its share of right ones was measured on held-out papers)."""
_TOWN = re.compile(
    r"(?:(?<!\w)(?:[A-Z]{1,2}[- ])?\d{4,5}(?!\d)\s+[^\W\d]|(?<!\d)\d{2}-\d{3}(?!\d)\s+[^\W\d]|[^\W\d]\S*\s+\d{5}(?!\d)"
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b|\b\d{4}\s?[A-Z]{2}\s+[^\W\d]|\b[A-Z]\d{2}\s[A-Z0-9]{4}\b)"
)
_APART = re.compile(r"\s*[·•|]\s*|\s+[-–]\s+|,\s+")
_MOST_LINES = 3
_ALIGNED = 0.6


def address(sheet: Sheet, name: str) -> Found | None:
    """Where the party of this name lives, its lines parted by commas."""
    wanted = _letters(name)
    for index, line in enumerate(sheet.lines):
        for first, end in line.segments:
            text = line.words(first, end)
            if not wanted or wanted not in _letters(text):
                continue
            if behind := _behind(sheet, index, (first, end), wanted):
                return _found(line, (first, end), behind)
            below = _below(sheet, index, (first, end)) if _letters(text) == wanted or len(line.segments) == 1 else []
            if below := _alone(below, wanted):
                return _found(line, (first, end), below)
    return None


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))


def _alone(lines: list[str], wanted: str) -> list[str]:
    """The lines without the name said again before them, and without what follows the town."""
    parts = [part for line in lines for part in _APART.split(line) if part and _letters(part) != wanted]
    last = next((place for place, part in enumerate(parts) if _TOWN.search(part)), len(parts) - 1)
    return parts[: last + 1]


def _behind(sheet: Sheet, index: int, segment: tuple[int, int], wanted: str) -> list[str]:
    """`Name · Street · Town` on one line, or on two."""
    text = sheet.lines[index].words(*segment)
    under = next(_under(sheet, index, segment), "")
    for whole in (text, f"{text} {under}"):
        parts = [part for part in _APART.split(whole) if part]
        if len(parts) > 2 and _letters(parts[0]) == wanted and any(_TOWN.search(part) for part in parts):
            return _alone(parts[1:], wanted)
    return []


def _below(sheet: Sheet, index: int, segment: tuple[int, int]) -> list[str]:
    """The lines under a name down to the one with the town; none where no town follows."""
    told: list[str] = []
    for text in _under(sheet, index, segment):
        told.append(text)
        if _TOWN.search(text):
            return told
        if len(told) == _MOST_LINES:
            break
    return []


def _under(sheet: Sheet, index: int, segment: tuple[int, int]) -> Iterator[str]:
    """What stands under a segment with the same left or right edge or the same middle, line by line."""
    line = sheet.lines[index]
    left, right, last = line.tokens[segment[0]].x0, line.tokens[segment[1] - 1].x1, line.middle
    for under in sheet.lines[index + 1 :]:
        if under.page != line.page or under.middle - last > 3 * sheet.size:
            return
        for first, end in under.segments:
            begins, ends = under.tokens[first].x0, under.tokens[end - 1].x1
            if min(abs(begins - left), abs(ends - right), abs(begins + ends - left - right) / 2) < _ALIGNED * line.size:
                last = under.middle
                yield under.words(first, end)
                break


def _found(line: Line, segment: tuple[int, int], lines: list[str]) -> Found:
    sure = min(token.sure for token in line.tokens[segment[0] : segment[1]])
    return Found(", ".join(lines), round(BELOW * sure, 4), line.page, line.box(*segment))
