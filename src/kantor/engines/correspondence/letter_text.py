"""What a letter on paper says: its lines between the salutation and the closing words, over all its pages, as paragraphs."""

from collections.abc import Sequence
from itertools import pairwise

from kantor.engines.correspondence.letterheads import CLOSING, SALUTATION, plainly
from kantor.engines.extracting import Found, Sheet
from kantor.engines.extracting.lines import Line

MOST_SIGNS = 20_000
_APART = 1.9
"""So many times the height of its letters below the line before begins a paragraph."""


def wording(sheet: Sheet) -> Found | None:
    """The text with its box on the first of its pages, as sure as its words were recognised on average; None for a letter without a
    salutation, of which nobody can tell where it begins."""
    opening = next((place for place, line in enumerate(sheet.lines) if SALUTATION.match(plainly(line.text))), None)
    if opening is None:
        return None
    below = sheet.lines[opening + 1 :]
    said = below[: next((place for place, line in enumerate(below) if CLOSING.match(plainly(line.text))), len(below))]
    text = _paragraphs(said)[:MOST_SIGNS].strip()
    if not text:
        return None
    sure = [token.sure for line in said for token in line.tokens]
    page = said[0].page
    boxes = [line.box(0, len(line.tokens)) for line in said if line.page == page]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Found(text, round(sum(sure) / len(sure), 4), page, (min(lefts), min(tops), max(rights), max(bottoms)))


def _paragraphs(lines: Sequence[Line]) -> str:
    parts = [lines[0].text] if lines else []
    for before, line in pairwise(lines):
        is_apart = line.page == before.page and line.middle - before.middle > _APART * line.size
        parts.append(f"\n\n{line.text}" if is_apart else f"\n{line.text}")
    return "".join(parts)
