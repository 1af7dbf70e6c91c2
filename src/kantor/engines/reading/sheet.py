"""What a PDF gives: the files embedded in it; its pages and their words are words of the house."""

from typing import NamedTuple

from kantor.words import Page, Word

__all__ = ["EmbeddedFile", "Page", "Word"]


class EmbeddedFile(NamedTuple):
    """A file inside a PDF: its name as written there, and its bytes."""

    name: str
    data: bytes
