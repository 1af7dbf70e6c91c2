"""Lines and their segments from the words of a page: what stands beside one another, however it came out of the file or the scanner."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

_PARTS = re.compile(r"\S+")
# A label glued to its value: `Date:14/03/2018`, `No.:4711`, `Total=12.00`, `n°17`.
_GLUED = re.compile(r"(?<=[^\W\d_])(\.?[:=]|[°º])(?=\S)")
WORDS_APART = 0.85
"""A gap as wide as this share of the letters' height parts two segments; between words of a sentence it is about a quarter."""
_MOST_TOKENS = 20_000
TALL = 1.7
"""Letters so many times as tall as most are those of a stamp."""
_NONE: frozenset[int] = frozenset()


CELLS_APART = 0.55
"""The same between the names of columns, which stand closer."""


class Boxed(Protocol):
    """A word of a page with its box in parts of the page."""

    @property
    def text(self) -> str: ...
    @property
    def x0(self) -> float: ...
    @property
    def y0(self) -> float: ...
    @property
    def x1(self) -> float: ...
    @property
    def y1(self) -> float: ...
    @property
    def confidence(self) -> float: ...


class Paged(Protocol):
    """A page with its size in points and its words."""

    @property
    def number(self) -> int: ...
    @property
    def width_pt(self) -> float: ...
    @property
    def height_pt(self) -> float: ...
    @property
    def words(self) -> Sequence[Boxed]: ...


class Token(NamedTuple):
    """A piece of text without blanks. Its box is in points of the page; sure: how sure its letters were recognised, 0..1."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    sure: float = 1.0


class Line(NamedTuple):
    """Tokens that stand on one line of a page, from left to right.

    page: from 1; width, height: of the page in points; text: the tokens with a blank between, two between segments; starts: where each
    token begins in it; segments: (first token, behind the last token) of what stands close together.
    """

    page: int
    width: float
    height: float
    tokens: tuple[Token, ...]
    text: str
    starts: tuple[int, ...]
    segments: tuple[tuple[int, int], ...]

    @property
    def middle(self) -> float:
        first = self.tokens[0]
        return (first.y0 + first.y1) / 2

    @property
    def size(self) -> float:
        """The height of its letters in points."""
        return max(0.1, sum(token.y1 - token.y0 for token in self.tokens) / len(self.tokens))

    @property
    def stamped(self) -> frozenset[int]:
        """Which of its tokens are much taller than most of them, as those of a stamp across the line are."""
        heights = sorted(token.y1 - token.y0 for token in self.tokens)
        tall = TALL * heights[len(heights) // 2]
        return frozenset(place for place, token in enumerate(self.tokens) if token.y1 - token.y0 > tall) if heights[-1] > tall else _NONE

    def between(self, first: int, end: int) -> tuple[int, int]:
        """Signs of its text as tokens: (first, behind the last)."""
        return bisect_right(self.starts, first) - 1, bisect_right(self.starts, max(first, end - 1))

    def words(self, first: int, end: int) -> str:
        return " ".join(token.text for token in self.tokens[first:end])

    def box(self, first: int, end: int) -> tuple[float, float, float, float]:
        """The box around tokens, in parts of the page."""
        some = self.tokens[first:end]
        left, right = min(token.x0 for token in some), max(token.x1 for token in some)
        top, bottom = min(token.y0 for token in some), max(token.y1 for token in some)
        shares = (left / self.width, top / self.height, right / self.width, bottom / self.height)
        x0, y0, x1, y1 = (round(min(1.0, max(0.0, share)), 5) for share in shares)
        return x0, y0, x1, y1


def lines(pages: Iterable[Paged]) -> list[Line]:
    """The lines of all pages in reading order: down each page, from left to right."""
    found: list[Line] = []
    for page in pages:
        width, height = max(page.width_pt, 1.0), max(page.height_pt, 1.0)
        tokens = [token for word in page.words for token in _tokens(word, width, height)][:_MOST_TOKENS]
        found += [_line(page.number, (width, height), some) for some in _rows(tokens)]
    return found


def _tokens(word: Boxed, width: float, height: float) -> Iterable[Token]:
    """A word of the page as pieces without blanks; recognised text often comes as a whole line in one box."""
    text = _GLUED.sub(r"\1 ", word.text)
    top, bottom = word.y0 * height, word.y1 * height
    left, per_sign = word.x0 * width, (word.x1 - word.x0) * width / max(1, len(text))
    for part in _PARTS.finditer(text):
        yield Token(part.group(), left + part.start() * per_sign, top, left + part.end() * per_sign, bottom, word.confidence)


def _rows(tokens: Sequence[Token]) -> Iterable[list[Token]]:
    """Tokens whose middles lie within the height of their letters stand on one line."""
    row: list[Token] = []
    middle = size = 0.0
    for token in sorted(tokens, key=lambda token: (token.y0 + token.y1, token.x0)):
        own, high = (token.y0 + token.y1) / 2, token.y1 - token.y0
        if row and own - middle > 0.5 * min(size, high):
            yield row
            row = []
        row.append(token)
        middle += (own - middle) / len(row)
        size += (high - size) / len(row)
    if row:
        yield row


def _line(page: int, shape: tuple[float, float], row: list[Token]) -> Line:
    tokens = tuple(sorted(row, key=lambda token: token.x0))
    parts = segments(tokens, WORDS_APART)
    begins = {first for first, _ in parts}
    text, starts = "", []
    for index, token in enumerate(tokens):
        text += "" if not index else "  " if index in begins else " "
        starts.append(len(text))
        text += token.text
    return Line(page, *shape, tokens, text, tuple(starts), parts)


def segments(tokens: Sequence[Token], apart: float) -> tuple[tuple[int, int], ...]:
    """(first token, behind the last) of what stands closer together than this share of the letters' height."""
    begins = [0]
    for index, (before, token) in enumerate(pairwise(tokens), 1):
        if token.x0 - before.x1 > apart * min(before.y1 - before.y0, token.y1 - token.y0):
            begins.append(index)
    return tuple(pairwise((*begins, len(tokens))))
