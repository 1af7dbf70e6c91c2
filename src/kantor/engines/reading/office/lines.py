"""Breaks a paragraph into lines: words at their places, tabs to their stops, text to the left, the right or the middle."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kantor.engines.reading.office import font
from kantor.engines.reading.office.blocks import Paragraph, Stop

USUAL_STOP_PT = 36.0
_TOKENS = re.compile(r"\s|[^\s]+")
_LINE_ENDS = "\n\r\x0b\x0c\u2028\u2029"


class Placed(NamedTuple):
    """A word in a line; x: where it begins, wide: how wide it is, in points."""

    text: str
    x: float
    wide: float
    is_bold: bool


Line = list[Placed]


class _Word(NamedTuple):
    """A word, or what stands between two: `\\n`, `\\t` or blanks."""

    text: str
    wide: float
    is_bold: bool


def lines(paragraph: Paragraph, width_pt: float) -> list[Line]:
    """Its lines in this width; an empty paragraph has one without words."""
    found: list[Line] = []
    for hard in _hard_lines(_words(paragraph)):
        found += _broken(hard, paragraph, width_pt)
    return found or [[]]


def natural_width(paragraph: Paragraph) -> float:
    """How wide it is where no line is broken; tabs count as one stop."""
    wides = [sum(word.wide if word.text != "\t" else USUAL_STOP_PT for word in hard) for hard in _hard_lines(_words(paragraph))]
    return paragraph.indent_pt + max(wides, default=0.0)


def widest_word(paragraph: Paragraph) -> float:
    return paragraph.indent_pt + max((word.wide for word in _words(paragraph) if word.text.strip()), default=0.0)


def _words(paragraph: Paragraph) -> list[_Word]:
    """Words are what stands between blanks, however many runs they are made of; the first letter says whether they are bold."""
    letters: list[tuple[str, bool]] = [(token, run.is_bold) for run in paragraph.runs for token in _TOKENS.findall(run.text)]
    whole: list[tuple[str, bool]] = []
    for token, is_bold in letters:
        if whole and not token.isspace() and not whole[-1][0].isspace():
            whole[-1] = (whole[-1][0] + token, whole[-1][1])
        else:
            whole.append((token, is_bold))
    found = []
    for sign, is_bold in whole:
        text = "\n" if sign in _LINE_ENDS else sign if sign == "\t" or not sign.isspace() else " "
        found.append(_Word(text, font.width(text, paragraph.size_pt, is_bold=is_bold) if text not in "\t\n" else 0.0, is_bold))
    return found


def _hard_lines(words: Sequence[_Word]) -> Iterator[list[_Word]]:
    line: list[_Word] = []
    for word in words:
        if word.text == "\n":
            yield line
            line = []
        else:
            line.append(word)
    yield line


def _broken(words: Sequence[_Word], paragraph: Paragraph, width_pt: float) -> list[Line]:
    done: list[Line] = [[]]
    left = paragraph.indent_pt
    x = left
    has_tabs = False
    for place, word in enumerate(words):
        if word.text == "\t":
            x = _behind_tab(x, words[place + 1 :], paragraph.stops, width_pt)
            has_tabs = True
        elif word.text == " ":
            x += word.wide if done[-1] or len(done) == 1 else 0.0
        else:
            for piece in _pieces(word, width_pt - left):
                if x + piece.wide > width_pt and done[-1]:
                    done.append([])
                    x = left
                done[-1].append(Placed(piece.text, x, piece.wide, piece.is_bold))
                x += piece.wide
    return done if has_tabs or paragraph.align == "left" else [_aligned(line, paragraph.align, left, width_pt) for line in done]


def _pieces(word: _Word, width_pt: float) -> Iterator[_Word]:
    """The word, cut where it is wider than a line."""
    if word.wide <= width_pt or len(word.text) < 2:
        yield word
        return
    most = max(1, int(len(word.text) * width_pt / word.wide))
    for start in range(0, len(word.text), most):
        text = word.text[start : start + most]
        yield _Word(text, word.wide * len(text) / len(word.text), word.is_bold)


def _behind_tab(x: float, behind: Sequence[_Word], stops: Sequence[Stop], width_pt: float) -> float:
    """Where the text behind a tab begins: at the next stop, or so that it ends there."""
    stop = next((one for one in stops if one.at_pt > x + 0.5), None)
    if stop is None:
        return min((x // USUAL_STOP_PT + 1) * USUAL_STOP_PT, max(x, width_pt - 1))
    if stop.align == "left":
        return stop.at_pt
    wide = 0.0
    for word in behind:
        if word.text == "\t":
            break
        wide += word.wide
    return max(x, min(stop.at_pt, width_pt) - wide / (1 if stop.align == "right" else 2))


def _aligned(line: Line, align: str, left: float, width_pt: float) -> Line:
    if not line:
        return line
    room = max(0.0, width_pt - (line[-1].x + line[-1].wide))
    by = room if align == "right" else room / 2
    return [word._replace(x=word.x + by) for word in line]
