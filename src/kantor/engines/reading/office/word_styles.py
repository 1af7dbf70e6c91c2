"""How the paragraphs of a DOCX look and count: sizes and bold letters of its styles, marks of its lists (ECMA-376, part 1, 17.7, 17.9)."""

import re
from typing import NamedTuple

from kantor.engines.reading.office.blocks import USUAL_SIZE_PT
from kantor.engines.reading.office.package import Element, called, child, said, whole

_OFF = ("0", "false", "off", "none")
_DEEPEST = 12
_LEVEL = re.compile(r"%(\d)")


class Look(NamedTuple):
    """What a style, or a run itself, says of letters; None where it says nothing."""

    size_pt: float | None = None
    is_bold: bool | None = None
    is_hidden: bool = False

    def over(self, below: "Look") -> "Look":
        """This look, and where it says nothing the one below."""
        size = self.size_pt if self.size_pt is not None else below.size_pt
        bold = self.is_bold if self.is_bold is not None else below.is_bold
        return Look(size, bold, self.is_hidden or below.is_hidden)


def look_of(properties: Element | None) -> Look:
    """What `w:rPr` says."""
    if properties is None:
        return Look()
    size, bold, hidden = child(properties, "sz"), child(properties, "b"), child(properties, "vanish")
    size_pt = max(4.0, min(36.0, whole(said(size, "val")) / 2)) if size is not None and whole(said(size, "val")) else None
    return Look(size_pt, is_on(bold) if bold is not None else None, is_on(hidden))


def is_on(switch: Element | None) -> bool:
    return switch is not None and said(switch, "val", "1").lower() not in _OFF


class Styles:
    """The styles of a document by their id, each with what it is based on."""

    def __init__(self, root: Element | None) -> None:
        defaults = child(root, "docDefaults", "rPrDefault", "rPr")
        self.usual = look_of(defaults).over(Look(USUAL_SIZE_PT, False))
        self._own = {said(one, "styleId"): one for one in root if called(one) == "style"} if root is not None else {}

    def look(self, id: str) -> Look:
        """With everything that it inherits."""
        found = Look()
        for _ in range(_DEEPEST):
            style = self._own.get(id)
            if style is None:
                break
            found = found.over(look_of(child(style, "rPr")))
            id = said(child(style, "basedOn"), "val")
        return found.over(self.usual)

    def numbering(self, id: str) -> Element | None:
        """The list to which paragraphs of this style belong."""
        for _ in range(_DEEPEST):
            style = self._own.get(id)
            if style is None:
                return None
            if (found := child(style, "pPr", "numPr")) is not None:
                return found
            id = said(child(style, "basedOn"), "val")
        return None


class Numbering:
    """Counts the items of lists, as Word does when it shows them: the numbers themselves are not in the file."""

    def __init__(self, root: Element | None) -> None:
        abstract = {said(one, "abstractNumId"): one for one in root if called(one) == "abstractNum"} if root is not None else {}
        self._levels: dict[tuple[str, int], Element] = {}
        for one in root if root is not None else ():
            if called(one) == "num":
                for level in abstract.get(said(child(one, "abstractNumId"), "val"), ()):
                    if called(level) == "lvl":
                        self._levels[said(one, "numId"), whole(said(level, "ilvl"))] = level
        self._counted: dict[tuple[str, int], int] = {}

    def mark(self, properties: Element | None) -> str:
        """What stands in front of a paragraph with these `w:numPr`; counts it."""
        if properties is None:
            return ""
        list_id, depth = said(child(properties, "numId"), "val"), whole(said(child(properties, "ilvl"), "val", "0"))
        level = self._levels.get((list_id, depth))
        if level is None:
            return ""
        start = whole(said(child(level, "start"), "val", "1"), 1)
        self._counted[list_id, depth] = self._counted.get((list_id, depth), start - 1) + 1
        for deeper in [key for key in self._counted if key[0] == list_id and key[1] > depth]:
            del self._counted[deeper]
        if said(child(level, "numFmt"), "val") == "bullet":
            return "•"
        if said(child(level, "numFmt"), "val") == "none":
            return ""
        return _LEVEL.sub(lambda found: self._number(list_id, int(found[1]) - 1), said(child(level, "lvlText"), "val"))[:40]

    def _number(self, list_id: str, depth: int) -> str:
        count = self._counted.get((list_id, depth), 1)
        level = self._levels.get((list_id, depth))
        kind = said(child(level, "numFmt"), "val") if level is not None else ""
        if kind in ("lowerLetter", "upperLetter") and 1 <= count <= 26:
            letter = chr(ord("a") + count - 1)
            return letter if kind == "lowerLetter" else letter.upper()
        if kind == "decimalZero":
            return f"{count:02}"
        return str(count)
