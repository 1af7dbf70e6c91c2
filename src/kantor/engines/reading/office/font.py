"""The letters in which office files are set: how wide they are, and how they are drawn. Whatever the file asks for, it is Inter."""

import io
from functools import lru_cache
from importlib import resources

from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont

_FILE = "Inter[opsz,wght].ttf"
_REGULAR, _BOLD = 400, 650
_SMALL_LETTERS = 14
_MEASURED_AT = 1000
# From the top of a line to the feet of its letters, and from there to its bottom, in parts of the size.
ASCENT, DESCENT = 0.97, 0.24

_bytes: list[bytes] = []


def prepare() -> None:
    """Open the font while there are files; and draw with it once, so that nothing is left to be loaded."""
    if not _bytes:
        _bytes.append(resources.files("fontpkg_inter").joinpath("files", _FILE).read_bytes())
    letters(_MEASURED_AT, is_bold=True).getmask("Ag")


@lru_cache(maxsize=64)
def letters(size: int, *, is_bold: bool) -> FreeTypeFont:
    """The font at so many pixels."""
    prepare() if not _bytes else None
    font = ImageFont.truetype(io.BytesIO(_bytes[0]), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([_SMALL_LETTERS, _BOLD if is_bold else _REGULAR])
    return font


def width(text: str, size_pt: float, *, is_bold: bool = False) -> float:
    """How wide a text is, in points."""
    return sum(_advance(letter, is_bold) for letter in text) * size_pt


@lru_cache(maxsize=8192)
def _advance(letter: str, is_bold: bool) -> float:
    return letters(_MEASURED_AT, is_bold=is_bold).getlength(letter) / _MEASURED_AT
