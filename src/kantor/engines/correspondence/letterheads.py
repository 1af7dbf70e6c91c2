"""The head of a letter on paper: who writes, of what day, about what - as DIN 5008 lays it out and as people do, in four languages."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kantor.engines import extracting
from kantor.engines.correspondence.claims import without_numbers
from kantor.engines.extracting import Found, Model, Sheet
from kantor.engines.extracting.lines import CELLS_APART, Line, segments
from kantor.kit.text import fold

NAMED, PLACED, LIKELY = 0.9, 0.8, 0.6
"""The confidence of what a word names (`Betreff:`), of what stands where DIN 5008 puts it, and of what looks like it."""
_SUBJECT = re.compile(r"^(betreff|betrifft|betr|subject|re|reference|dotyczy|sprawa|w sprawie|temat|perihal|hal)\.?\s*:\s*", re.IGNORECASE)
SALUTATION = re.compile(
    r"^(sehr geehrte|guten tag|liebe[rs]?\b|hallo\b|dear\b|hello\b|to whom it may|szanown|dzien dobry|witam"
    r"|dengan hormat|yang terhormat|yth\b|salam\b)"
)
CLOSING = re.compile(
    r"^(mit (freundlichen|besten|vielen) grus|freundliche gruse|hochachtungsvoll|kind regards|best regards"
    r"|yours (sincerely|faithfully|truly)"
    r"|sincerely|z (powazaniem|wyrazami)|lacze wyrazy|hormat (kami|saya)|salam hormat|wassalam)"
)
_STAMP = re.compile(r"\b(eingegangen|eingang|received|wplynelo|wplyw|otrzymano|diterima)\b")
_OTHERS = re.compile(
    r"\b(ihr (schreiben|zeichen)|your (letter|ref)|geboren|geb|born|urodzon|panstwa pismo|surat anda|lahir|bis zum|until|do dnia)\b"
)
_CONTRACT = re.compile(r"(vertrag|vereinbarung|contract\b|agreement\b|umowa\b|porozumienie\b|perjanjian\b|kontrak\b)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_APART = re.compile(r"\s*[·•|]\s*|\s+[-–]\s+|,\s+")
_POSTCODE = re.compile(r"(?<!\d)(\d{5}|\d{2}-\d{3})(?!\d)")
_TOP, _LARGE, _WIDEST, _LONGEST = 0.55, 1.1, 14, 70
_MOST_WORDS = 16
_ASKEW_PT, _SAME = 2.0, 0.04
_NAME = re.compile(r"[^\W\d_][\w.'-]*( [^\W\d_][\w.'-]*){1,3}")


class Head(NamedTuple):
    """What the head of a letter says, each with its place; None where it does not. written_on: the day that the letter bears; stamped_on:
    that of the post room's stamp."""

    sender: Found | None = None
    address: Found | None = None
    email: Found | None = None
    written_on: Found | None = None
    stamped_on: Found | None = None
    subject: Found | None = None


def head(sheet: Sheet, model: Model) -> Head:
    """The head of the letter on the first page; model: knows the heads of business papers, and is asked where no rule tells."""
    first = [line for line in sheet.lines if line.page == 1]
    opening = next((place for place, line in enumerate(first) if SALUTATION.match(plainly(line.text))), None)
    by_model = extracting.find(sheet, model)
    above = first[:opening]
    days = dict(_days(sheet, above))
    sender = _once(_return_line(above) or _signature(sheet.lines) or by_model.get("supplier_name") or _first_block(above))
    said = sender.value if sender else ""
    return Head(
        sender=sender,
        address=extracting.address(sheet, sender.value) if sender else None,
        email=_email(first),
        written_on=days.get("written") or by_model.get("issued_on"),
        stamped_on=days.get("stamped"),
        subject=_named_subject(first) or (_above(first, opening) if opening else None) or _title(sheet, first, said),
    )


def plainly(text: str) -> str:
    """In lower case and without accents, for the words above."""
    return " ".join(fold(text).split()).lower()


def _found(line: Line, segment: tuple[int, int], value: str, confidence: float) -> Found:
    sure = min(token.sure for token in line.tokens[segment[0] : segment[1]])
    return Found(value, round(confidence * sure, 4), line.page, line.box(*segment))


def _days(sheet: Sheet, above: Sequence[Line]) -> Iterator[tuple[str, Found]]:
    """The last day stamped, and the first one that stands by itself or behind a place; dict() keeps the last, so the first is told last."""
    own: list[Found] = []
    for one in sheet.candidates["date"]:
        line = sheet.lines[one.line]
        if line not in above:
            continue
        segment = next(part for part in line.segments if part[0] <= one.first < part[1])
        text = plainly(line.words(*segment))
        if _STAMP.search(plainly(line.text)):
            yield "stamped", _found(line, (one.first, one.end), one.value, PLACED)
        elif not _OTHERS.search(text) and segment[1] - segment[0] - (one.end - one.first) <= 3:
            own.append(_found(line, (one.first, one.end), one.value, PLACED))
    if own:
        yield "written", own[0]


def _once(sender: Found | None) -> Found | None:
    """A name that is printed twice at one place, as heads with a shadow have it, said once."""
    half = len(sender.value) // 2 if sender else 0
    if sender is None or len(sender.value) % 2 or sender.value[:half] != sender.value[half:]:
        return sender
    return sender._replace(value=sender.value[:half])


def _return_line(above: Sequence[Line]) -> Found | None:
    """`Name · Street · Town` in the window of the envelope, above the recipient."""
    for line in above:
        for segment in line.segments:
            parts = [part for part in _APART.split(line.words(*segment)) if part]
            if len(parts) > 2 and _POSTCODE.search(" ".join(parts[1:])) and not _POSTCODE.search(parts[0]) and not _MAIL.search(parts[0]):
                return _found(line, segment, parts[0], PLACED)
    return None


def _signature(lines: Sequence[Line]) -> Found | None:
    """The name under the closing words, where it stands in the head, too: of somebody who has no letterhead."""
    for place, line in enumerate(lines):
        if not CLOSING.match(plainly(line.text)):
            continue
        for below in lines[place + 1 : place + 4]:
            name = below.words(0, len(below.tokens))
            parts = [(other, part) for other in lines[:place] for part in other.segments]
            if _NAME.fullmatch(name) and any(plainly(name) == plainly(other.words(*part)) for other, part in parts):
                return _found(below, (0, len(below.tokens)), name, PLACED)
    return None


def _first_block(above: Sequence[Line]) -> Found | None:
    """The first line of letters, where a town stands close below it."""
    for place, line in enumerate(above):
        first = line.segments[0]
        text = line.words(*first)
        if sum(sign.isalpha() for sign in text) > 3 and any(_POSTCODE.search(one.text) for one in above[place + 1 : place + 5]):
            return _found(line, first, text, LIKELY)
    return None


def _email(first: Sequence[Line]) -> Found | None:
    """The one address of mail on the page."""
    found = [(line, place, match) for line in first for place, token in enumerate(line.tokens) if (match := _MAIL.search(token.text))]
    if len({match.group().lower() for _, _, match in found}) != 1:
        return None
    line, place, match = found[0]
    return _found(line, (place, place + 1), match.group().lower(), LIKELY)


def _named_subject(first: Sequence[Line]) -> Found | None:
    """What follows `Betreff:` and the like on its line."""
    for line in first:
        if (match := _SUBJECT.match(fold(line.text))) and (text := line.text[match.end() :].strip()):
            return _found(line, (0, len(line.tokens)), " ".join(text.split()), NAMED)
    return None


def _above(first: Sequence[Line], opening: int) -> Found | None:
    """The line above the salutation, and the one above that where both are as bold a part of one sentence: they stand close together."""
    at = opening - 1
    while at >= 0 and not any(sign.isalpha() for sign in first[at].text):
        at -= 1
    if at < 1 or len(first[at].tokens) > _MOST_WORDS or _is_town(first[at].text):
        return None
    line, before = first[at], first[at - 1]
    is_close = 0 < line.middle - before.middle < 1.6 * line.size and abs(before.tokens[0].x0 - line.tokens[0].x0) < _ASKEW_PT
    is_one = is_close and len(before.tokens) > 3 and not _is_town(before.text)
    text = " ".join(f"{before.text if is_one else ''} {line.text}".split())
    return _found(line, (0, len(line.tokens)), text, PLACED)


def _is_town(text: str) -> bool:
    """Whether a postcode stands there; the number of an order is none."""
    return bool(_POSTCODE.search(without_numbers(text)))


def _title(sheet: Sheet, first: Sequence[Line], sender: str) -> Found | None:
    """The largest letters in the upper part of the page that are no letterhead: what names a contract, else what is larger than the text;
    a title may go on below."""
    upper = [_Part(line, segment) for line in first if line.middle < _TOP * line.height for segment in segments(line.tokens, CELLS_APART)]
    upper = [part for part in upper if part.is_title and (not sender or plainly(sender) not in plainly(part.text))]
    named = [part for part in upper if _CONTRACT.search(plainly(part.text)) and len(part.text) <= _LONGEST]
    large = [part for part in upper if part.size > _LARGE * sheet.size]
    chosen = max(large, key=lambda part: part.size, default=None) or max(named, key=lambda part: part.size, default=None)
    if chosen is None:
        return None
    # a recipient in the same letters stands above an address
    below = [part for part in large if part.goes_on(chosen) and extracting.address(sheet, part.text) is None]
    text = " ".join([chosen.text, *(part.text for part in below[:1])])
    return _found(chosen.line, chosen.segment, text, PLACED if chosen in named else LIKELY)


class _Part(NamedTuple):
    """A segment of a line."""

    line: Line
    segment: tuple[int, int]

    @property
    def text(self) -> str:
        return self.line.words(*self.segment)

    @property
    def size(self) -> float:
        some = self.line.tokens[slice(*self.segment)]
        return sum(token.y1 - token.y0 for token in some) / len(some)

    @property
    def is_title(self) -> bool:
        return sum(sign.isalpha() for sign in self.text) > 3 and len(self.text.split()) <= _WIDEST and not _is_town(self.text)

    def goes_on(self, above: "_Part") -> bool:
        """Whether it stands close below in letters of the same size, aligned with it."""
        apart = self.line.middle - above.line.middle
        (left, right), (above_left, above_right) = self.edges, above.edges
        askew = min(abs(left - above_left), abs(right - above_right), abs(left + right - above_left - above_right) / 2)
        return 0 < apart < 1.8 * above.size and abs(self.size - above.size) < _SAME * above.size and askew < above.size

    @property
    def edges(self) -> tuple[float, float]:
        return self.line.tokens[self.segment[0]].x0, self.line.tokens[self.segment[1] - 1].x1
