"""What a PDF gives: the files embedded in it, its pages, and their words with the boxes they stand in."""

from typing import NamedTuple


class EmbeddedFile(NamedTuple):
    """A file inside a PDF: its name as written there, and its bytes."""

    name: str
    data: bytes


class Word(NamedTuple):
    """A word on a page (pages are counted from 1)."""

    text: str
    page: int
    x0: float
    y0: float
    x1: float
    y1: float


class Page(NamedTuple):
    """A page as shown, its size in points."""

    number: int
    width_pt: float
    height_pt: float
    words: list[Word]
