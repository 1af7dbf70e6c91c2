"""Numbers in remittance texts: found glued, split over lines, without zeros, abbreviated, as ranges or with a slip of the pen."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

STRONG_DIGITS = 6
"""From how many digits a whole number is hardly found by chance."""
_FEWEST_DIGITS = 3
_MOST_JOINED = 4
_FEWEST_WITH_SLIP = 5
_YEARS = frozenset(map(str, range(1990, 2100)))
"""Tell nothing as a part of a number."""
_MOST_HITS = 12
_MOST_NUMBERS = 60
_MOST_IN_RANGE = 50
_DIGITS: re.Pattern[str] = re.compile(r"\d+")
_GLUE = "-/. _\n\\"
_MOST_GLUE = 3
_RANGE = re.compile(r"\s*(?:-|–|bis|do|to|s/d|sd|sampai)\s*(?:nr\.?\s*)?", re.IGNORECASE)
_LOOKALIKES = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "S": "5", "B": "8", "Z": "2"})


class Run(NamedTuple):
    """A run of digits in a text, with where it stands."""

    start: int
    end: int
    digits: str


class Hit(NamedTuple):
    """Items (by place) whose number stands in the text from `start` to `end`. whole: all of its digits, enough of them to be telling;
    written: the number as it was found."""

    places: tuple[int, ...]
    whole: bool
    written: str
    start: int
    end: int


def digits_of(number: str) -> str:
    """All digits of a number without leading zeros: `RE-2026-004711` becomes `2026004711`."""
    return "".join(_DIGITS.findall(number)).lstrip("0")


def runs_of(text: str) -> list[Run]:
    return [Run(found.start(), found.end(), found.group()) for found in _DIGITS.finditer(text)][:_MOST_NUMBERS]


class ReferenceIndex:
    """Places of items by every way in which their numbers are usually written."""

    def __init__(self, numbers: Iterable[tuple[int, Sequence[str]]]) -> None:
        self.by_whole: dict[str, list[int]] = {}
        self.by_run: dict[str, list[int]] = {}
        by_whole, by_run = self.by_whole, self.by_run
        for place, references in numbers:
            for number in references:
                runs = _DIGITS.findall(number)
                whole = "".join(runs).lstrip("0")
                if len(whole) < _FEWEST_DIGITS:
                    continue
                by_whole.setdefault(whole, []).append(place)
                if len(runs) > 1:
                    for run in runs:
                        run = run.lstrip("0")
                        if len(run) >= _FEWEST_DIGITS and run not in _YEARS:
                            by_run.setdefault(run, []).append(place)
        self._common = {run for run, places in by_run.items() if len(places) > _MOST_HITS}
        for run in self._common:
            del by_run[run]

    def telling(self, number: str) -> str:
        """The part of a number that counts up: the run of digits that the fewest others have."""
        runs: list[str] = [run.lstrip("0") for run in _DIGITS.findall(number)]
        if not runs:
            return ""
        return min(runs, key=self._how_many_share)

    def _how_many_share(self, run: str) -> tuple[bool, bool, int, int]:
        tells_nothing = len(run) < _FEWEST_DIGITS or run in _YEARS
        return tells_nothing, run in self._common, len(self.by_run.get(run, ())), -len(run)

    def hits(self, text: str, runs: Sequence[Run]) -> list[Hit]:
        """What the text names, the longest first at each place; shorter numbers inside one that was found are not tried again."""
        found: list[Hit] = []
        at, count = 0, len(runs)
        while at < count:
            hit, after = self._longest(text, runs, at, count)
            if hit:
                found.append(hit)
            at = after
        return found

    def _longest(self, text: str, runs: Sequence[Run], at: int, count: int) -> tuple[Hit | None, int]:
        by_whole, by_run = self.by_whole, self.by_run
        joined = runs[at].digits
        best: Hit | None = None
        after = at + 1
        start, end = runs[at].start, runs[at].end
        for upto in range(at, min(at + _MOST_JOINED, count)):
            if upto > at:
                gap = text[end : runs[upto].start]
                if len(gap) > _MOST_GLUE or gap.strip(_GLUE):
                    break
                joined += runs[upto].digits
                end = runs[upto].end
            key = joined.lstrip("0")
            places = by_whole.get(key)
            is_whole = places is not None and len(key) >= STRONG_DIGITS
            if not is_whole:
                places = [*(places or ()), *by_run.get(key, ())] if places else by_run.get(key)
            if places and len(places) <= _MOST_HITS and (is_whole or best is None or not best.whole):
                best, after = Hit(tuple(places), is_whole, joined, start, end), upto + 1
        return best, after

    def continued(self, runs: Sequence[Run], hits: Sequence[Hit]) -> list[Hit]:
        """Abbreviated numbers behind a whole one: in `2026004711, 12, 13` the last two stand for 2026004712 and 2026004713."""
        found: list[Hit] = []
        whole = [hit for hit in hits if hit.whole]
        if not whole or (whole[-1].end >= runs[-1].end and len(whole) == 1):
            return found
        covered = {start for hit in whole for start in range(hit.start, hit.end)}
        for run in runs:
            before = [hit for hit in whole if hit.end <= run.start]
            if before and run.start not in covered and 2 <= len(run.digits) < len(before[-1].written):
                full = (before[-1].written[: -len(run.digits)] + run.digits).lstrip("0")
                if places := self.by_whole.get(full):
                    places = sorted({*places, *self.by_run.get(run.digits.lstrip("0"), ())})
                    found.append(Hit(tuple(places), False, run.digits, run.start, run.end))
        return found


def range_ends(text: str, runs: Sequence[Run], hit: Hit) -> tuple[int, int] | None:
    """The first and last telling number where the hit is followed by `-4715`, `bis 4715`; None where it is not."""
    for run in runs:
        if run.start >= hit.end:
            if not _RANGE.fullmatch(text[hit.end : run.start]):
                return None
            last = int(run.digits)
            for part in sorted((other.digits for other in runs if hit.start <= other.start < hit.end), key=len, reverse=True):
                for size in {len(part), min(len(part), len(run.digits))}:
                    first = int(part[-size:])
                    if 0 < last - first <= _MOST_IN_RANGE:
                        return first, last
            return None
    return None


def written_numbers(text: str) -> tuple[str, ...]:
    """Runs of digits, also joined with up to three neighbours, if long enough; letters that look like digits are read as such, too."""
    read = text.translate(_LOOKALIKES)
    found: dict[str, None] = {}
    for source in (text,) if read == text else (text, read):
        groups = _DIGITS.findall(source)[:_MOST_NUMBERS]
        for at in range(len(groups)):
            joined = ""
            for group in groups[at : at + _MOST_JOINED]:
                joined += group
                if len(joined) >= _FEWEST_WITH_SLIP - 1:
                    found[joined.lstrip("0")] = None
    return tuple(found)


def slipped(number: str, written: Sequence[str]) -> str:
    """Which of the written numbers is this one but for one slip: a digit wrong, missing, too many, two swapped, a letter for a digit; ''
    where none is. Only numbers of five digits and more are told in spite of a slip."""
    wanted = digits_of(number)
    if len(wanted) < _FEWEST_WITH_SLIP:
        return ""
    return next((one for one in written if -2 < len(one) - len(wanted) < 2 and one_slip(wanted, one)), "")


def one_slip(one: str, other: str) -> bool:
    """Equal, or apart by one wrong, missing or added sign, or by two neighbours that changed places."""
    if one == other:
        return True
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    at = 0
    while at < len(one) and one[at] == other[at]:
        at += 1
    if len(one) != len(other):
        return one[at:] == other[at + 1 :]
    return one[at + 1 :] == other[at + 1 :] or (
        at + 1 < len(one) and one[at] == other[at + 1] and one[at + 1] == other[at] and one[at + 2 :] == other[at + 2 :]
    )
