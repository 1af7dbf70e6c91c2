"""The looks of an XLSX: for each style of a cell its number format, and whether its letters are bold and where they stand."""

from collections.abc import Sequence
from typing import NamedTuple

from kantor.engines.reading.office import number_formats
from kantor.engines.reading.office.package import Element, called, child, said, whole
from kantor.engines.reading.office.word_styles import is_on

_ALIGN = {"left": "left", "right": "right", "center": "center", "centerContinuous": "center"}
_OWN_FROM = 164


class Look(NamedTuple):
    """format: the code of its number format, '' for one that goes by the language, then `built_in` is its number; align: '' where numbers
    go to the right and texts to the left."""

    format: str = number_formats.GENERAL
    built_in: int = 0
    is_bold: bool = False
    align: str = ""


def looks(root: Element | None) -> Sequence[Look]:
    """By number of the style."""
    codes = {whole(said(one, "numFmtId")): said(one, "formatCode") for one in _list(root, "numFmts")}
    bold = [is_on(child(font, "b")) for font in _list(root, "fonts")]
    found = []
    for style in _list(root, "cellXfs"):
        id, font = whole(said(style, "numFmtId")), whole(said(style, "fontId"))
        align = _ALIGN.get(said(child(style, "alignment"), "horizontal"), "")
        code = codes.get(id, number_formats.GENERAL if id >= _OWN_FROM else "")
        found.append(Look(code, id, 0 <= font < len(bold) and bold[font], align))
    return found


def languages(root: Element | None) -> Sequence[str]:
    """The languages that number formats name."""
    return [language for one in _list(root, "numFmts") if (language := number_formats.language_of(said(one, "formatCode")))]


def _list(root: Element | None, name: str) -> Sequence[Element]:
    found = child(root, name)
    return [one for one in found if called(one)] if found is not None else []
