"""Finds fields where people showed them on an earlier paper of the same sender: beside the same words, or below them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kantor.engines.extracting.candidates import FIELDS, KIND_OF, Candidate, Sheet
from kantor.engines.extracting.labels import plain
from kantor.engines.extracting.ranking import CERTAIN, Found
from kantor.engines.extracting.training import is_same
from kantor.words import BELOW, BESIDE, SAME, Shown

Box = tuple[float, float, float, float]
ALONE, SEVERAL = 0.9, 0.97
"""Confidence of a value that one earlier paper shows, and of one that two show alike. Lower than what was measured (none of 359 wrong),
because people's papers change their layout and made-up ones do not."""
_STAYS = frozenset({"iban", "bic", "vat_id", "tax_number", "name", "currency"})
_LEAST, _LEAD = 3.0, 0.75
_MOST_WORDS = 4
_LINES_ABOVE = 12
_NEAR, _COLUMN = 0.015, 0.03
_OVERLAP = 0.5


class Earlier(NamedTuple):
    """An earlier paper of the same sender: its words, and what people said that it says. id: which document that is."""

    id: int
    sheet: Sheet
    shown: Mapping[str, Shown]


class Spot(NamedTuple):
    """Where the value of a field stands.

    beside, above: the words to its left and over it as labels are compared; left, over: the same words as they are written; x, y: its left
    edge and its middle in parts of the page; page, page_end: its page from the front and from the end; form: 9 for figures, A for letters.
    """

    value: str
    beside: tuple[str, ...]
    above: tuple[str, ...]
    left: str
    over: str
    x: float
    y: float
    page: int
    page_end: int
    form: str


class Recalled(NamedTuple):
    """A value with where it stands, and why: how it was known again, by which words, from which earlier paper."""

    found: Found
    how: str
    words: str
    from_id: int


class _Fit(NamedTuple):
    """How well a candidate stands where the value stood on an earlier paper."""

    points: float
    how: str
    words: str
    from_id: int
    one: Candidate


def recall(sheet: Sheet, earlier: Sequence[Earlier]) -> dict[str, Recalled]:
    """The fields that stand where people showed them before; earlier: papers of the same sender, the newest first. Pure."""
    own: dict[str, list[tuple[Candidate, Spot]]] = {}
    recalled = {}
    for field, kind in KIND_OF.items():
        shown = [(paper.id, spot) for paper in earlier if (spot := spot_of(paper, field)) is not None]
        if not shown:
            continue
        if kind not in own:
            own[kind] = [(one, _spot(sheet, one)) for one in sheet.candidates[kind]]
        if (best := _best(sheet, own[kind], shown, stays=kind in _STAYS)) is not None:
            recalled[field] = best
    return _each_once(recalled)


def spot_of(paper: Earlier, field: str) -> Spot | None:
    """Where a field stands on a paper on which people showed it; None where it cannot be told from others of the same value."""
    shown = paper.shown.get(field)
    if shown is None or not shown.value:
        return None
    kind = KIND_OF[field]
    saying = [one for one in paper.sheet.candidates[kind] if is_same(kind, one.value, shown.value)]
    pointed = [one for one in saying if shown.box and _covers(paper.sheet, one, shown.page, shown.box)]
    chosen = pointed or (saying if len(saying) == 1 or kind in _STAYS else [])
    return _spot(paper.sheet, chosen[0]) if chosen else None


def _covers(sheet: Sheet, one: Candidate, page: int, box: Box) -> bool:
    """Whether what a person pointed at is this candidate, or most of it."""
    at, own = sheet.box(one)
    width, height = min(own[2], box[2]) - max(own[0], box[0]), min(own[3], box[3]) - max(own[1], box[1])
    area = min((own[2] - own[0]) * (own[3] - own[1]), (box[2] - box[0]) * (box[3] - box[1]))
    return at == page and width > 0 and height > 0 and width * height >= _OVERLAP * area


def _spot(sheet: Sheet, one: Candidate) -> Spot:
    page, box = sheet.box(one)
    line = sheet.lines[one.line]
    left = _worded(token.text for token in line.tokens[max(0, one.first - _MOST_WORDS) : one.first])
    over = _above(sheet, one)
    return Spot(
        value=one.value,
        beside=tuple(map(plain, left)),
        above=tuple(map(plain, over)),
        left=" ".join(left),
        over=" ".join(over),
        x=box[0],
        y=(box[1] + box[3]) / 2,
        page=page,
        page_end=sheet.last_page - page,
        form=re.sub(r"[^\W\d_]+", "A", re.sub(r"\d+", "9", one.value)),
    )


def _above(sheet: Sheet, one: Candidate) -> list[str]:
    """The nearest words above it, in the same column."""
    line = sheet.lines[one.line]
    left, right = line.tokens[one.first].x0, line.tokens[one.end - 1].x1
    for index in range(one.line - 1, max(-1, one.line - _LINES_ABOVE), -1):
        above = sheet.lines[index]
        if above.page != line.page:
            break
        if over := _worded(token.text for token in above.tokens if token.x0 < right and left < token.x1):
            return over
    return []


def _worded(texts: Iterable[str]) -> list[str]:
    """Without what has figures in it: that is another paper's value; and without signs alone, which stand on everybody's papers."""
    return [text for text in texts if any(map(str.isalpha, plain(text))) and not any(sign.isdigit() for sign in text)]


def _best(sheet: Sheet, own: Sequence[tuple[Candidate, Spot]], shown: Sequence[tuple[int, Spot]], *, stays: bool) -> Recalled | None:
    """The value that most of the earlier papers point at; None where two of them say different things."""
    fits: dict[str, list[_Fit]] = {}
    for from_id, spot in shown:
        if (fit := _clearly([_fit(one, at, from_id, spot, stays=stays) for one, at in own])) is not None:
            fits.setdefault(fit.one.value, []).append(fit)
    ranked = sorted(fits.values(), key=len, reverse=True)
    if not ranked or (len(ranked) > 1 and len(ranked[0]) == len(ranked[1])):
        return None
    best = max(ranked[0], key=lambda fit: fit.points)
    confidence = (SEVERAL if len(ranked[0]) > 1 and len(ranked) == 1 else ALONE) * sheet.sure(best.one)
    found = Found(best.one.value, round(min(CERTAIN, confidence), 4), *sheet.box(best.one))
    return Recalled(found, best.how, best.words, best.from_id)


def _clearly(fits: Sequence[_Fit]) -> _Fit | None:
    """The fit with the most points, where it has enough and is clearly ahead of those of other values."""
    best = max(fits, key=lambda fit: fit.points, default=None)
    if best is None or best.points < _LEAST:
        return None
    other = max((fit.points for fit in fits if fit.one.value != best.one.value), default=0.0)
    return best if best.points - other >= _LEAD else None


def _fit(one: Candidate, own: Spot, from_id: int, spot: Spot, *, stays: bool) -> _Fit:
    """Points for the same words beside or above, the same place and form; none for a place or form without any words."""
    beside = 3.0 if spot.beside and own.beside == spot.beside else 2.0 if spot.beside and own.beside[-1:] == spot.beside[-1:] else 0.0
    below = 2.5 if spot.above and own.above == spot.above else 0.0
    same = 3.0 if stays and own.value == spot.value else 0.0
    if not (beside or below or same):
        return _Fit(0.0, SAME, "", from_id, one)
    across, down = abs(own.x - spot.x), abs(own.y - spot.y)
    same_page = own.page == spot.page or own.page_end == spot.page_end
    place = 1.5 if same_page and across < _NEAR and down < _NEAR else 0.5 if across < _COLUMN else 0.0
    form = 1.0 if own.form == spot.form else 0.0
    how, words = (SAME, "") if same else (BESIDE, own.left) if beside else (BELOW, own.over)
    return _Fit(beside + below + same + place + form, how, words, from_id, one)


def _each_once(recalled: Mapping[str, Recalled]) -> dict[str, Recalled]:
    """What stands at one place is the value of one field, that of the first one where two claim it."""
    taken: set[tuple[str, int, Box]] = set()
    kept = {}
    for fields in FIELDS.values():
        for field in fields:
            one = recalled.get(field)
            if one is not None and (place := (KIND_OF[field], one.found.page, one.found.box)) not in taken:
                taken.add(place)
                kept[field] = one
    return kept
