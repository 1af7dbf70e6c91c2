"""Which open items a line names: by number, by the end of a number, by a range, or by a number with a slip."""

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from kantor.engines.reconciling.amounts import SURE, fits
from kantor.engines.reconciling.book import Book
from kantor.engines.reconciling.model import Line
from kantor.engines.reconciling.payers import Payer
from kantor.engines.reconciling.references import Hit, Run, range_ends, slipped

_MOST_READINGS = 8
_MOST_NAMED = 50
_FEWEST_OF_END = 3
_MOST_OF_END = 6
_MOST_OF_PARTY = 200


class Named(NamedTuple):
    """An item that the text names. how: `reference`, `short` (a part of its number) or `slip`; written: as the text has it."""

    place: int
    how: str
    written: str


def named_sets(book: Book, line: Line, runs: Sequence[Run], hits: Sequence[Hit], payers: Sequence[Payer]) -> list[tuple[Named, ...]]:
    """The sets of items that the text may mean; several where a number stands for several items."""
    own = {payer.party_id for payer in payers}
    all_hits = _all_hits(book, runs, hits)
    choices = [choice for hit in all_hits if (choice := _meant(book, line, hit, own))]
    if not choices:
        return []
    sure = own or {book.items[choice[0].place].party_id for choice in choices if len(choice) == 1 and choice[0].how == "reference"}
    if sure and not own:
        choices = [[one for one in choice if book.items[one.place].party_id in sure] or choice for choice in choices]
    ranged = _in_ranges(book, line, runs, hits, choices) if len(runs) > 1 else []
    ranged += _by_their_ends(book, line, runs, all_hits, {book.items[choice[0].place].party_id for choice in choices if len(choice) == 1})
    sets: list[tuple[Named, ...]] = []
    for reading in _readings(choices):
        items = {one.place: one for one in (*ranged, *reading)}
        sets.append(tuple(items[place] for place in sorted(items))[:_MOST_NAMED])
    return list(dict.fromkeys(sets))


def _readings(choices: Sequence[Sequence[Named]]) -> list[tuple[Named, ...]]:
    several = 1
    for choice in choices:
        several *= len(choice)
    if several <= _MOST_READINGS:
        return list(product(*choices))
    return [tuple(choice[0] for choice in choices if len(choice) == 1)] if any(len(choice) == 1 for choice in choices) else []


def _all_hits(book: Book, runs: Sequence[Run], hits: Sequence[Hit]) -> list[Hit]:
    """With the abbreviated numbers; an abbreviation speaks before a part of a number that is found at the same place."""
    continued = book.references.continued(runs, hits) if hits and len(runs) > 1 else []
    at = {hit.start for hit in continued}
    return [hit for hit in hits if hit.whole or hit.start not in at] + continued


def _by_their_ends(book: Book, line: Line, runs: Sequence[Run], hits: Sequence[Hit], parties: set[int]) -> list[Named]:
    """Runs of digits that found nothing, but with which the number of one item of these parties ends."""
    covered = {start for hit in hits for start in range(hit.start, hit.end)}
    ends = [run for run in runs if run.start not in covered and _FEWEST_OF_END <= len(run.digits) <= _MOST_OF_END]
    if not ends or len(parties) != 1:
        return []
    found: list[Named] = []
    (party_id,) = parties
    places = book.open_of(party_id, line.currency)[:_MOST_OF_PARTY]
    telling = [(place, book.references.telling(number)) for place in places for number in book.items[place].references]
    for run in ends:
        meant = [place for place, number in telling if number.endswith(run.digits)]
        if len(meant) == 1:
            found.append(Named(meant[0], "short", run.digits))
    return found


def _meant(book: Book, line: Line, hit: Hit, own: set[int]) -> list[Named]:
    """The items of a number that may be meant: still open, in a fitting currency; those of the line's payer, if any."""
    possible = [place for place in hit.places if book.left[place] and _may_be_paid(book, line, place)]
    possible = [place for place in possible if book.items[place].party_id in own] or possible
    how = "reference" if hit.whole else "short"
    if how == "short" and len(possible) > 1:
        possible = [place for place in possible if any(fit.kind in SURE for fit in fits(book, line, (place,)))] or possible[:1]
    return [Named(place, how, hit.written) for place in possible]


def _may_be_paid(book: Book, line: Line, place: int) -> bool:
    """In the line's currency, or in the one of the books; a credit note may stand among what is paid."""
    item = book.items[place]
    if item.currency != line.currency and line.currency != book.currency and line.original_currency != item.currency:
        return False
    return (book.still_expected(place) > 0) == (line.amount > 0) or (item.open < 0) != (line.amount < 0)


def _in_ranges(book: Book, line: Line, runs: Sequence[Run], hits: Sequence[Hit], choices: Sequence[Sequence[Named]]) -> list[Named]:
    found: list[Named] = []
    first = {choice[0].written: choice[0] for choice in choices if len(choice) == 1}
    for hit in hits:
        beginning = first.get(hit.written)
        ends = range_ends(line.text, runs, hit) if beginning else None
        if not ends or beginning is None:
            continue
        item = book.items[beginning.place]
        for place in book.open_of(item.party_id, item.currency):
            telling = next((book.references.telling(number) for number in book.items[place].references), "")
            if telling and any(low <= int(telling[-size:]) <= high for low, high, size in (_ends(ends, telling),)):
                found.append(Named(place, "reference", hit.written))
    return found


def _ends(ends: tuple[int, int], telling: str) -> tuple[int, int, int]:
    low, high = ends
    return low, high, min(len(telling), max(len(str(high)), len(str(low))))


def with_slip(book: Book, place: int, written: Sequence[str]) -> Named | None:
    """The item where its number is among the written ones but for a slip."""
    for number in book.items[place].references:
        if found := slipped(number, written):
            return Named(place, "slip", found)
    return None
