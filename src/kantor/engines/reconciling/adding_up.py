"""Items of one payer that make up an amount together, where the line names none of them, or not all."""

from collections.abc import Iterator, Sequence
from math import comb, gcd
from typing import NamedTuple

from kantor.engines.reconciling.amounts import fits
from kantor.engines.reconciling.book import Book
from kantor.engines.reconciling.model import Line, Proposal
from kantor.engines.reconciling.naming import Named
from kantor.engines.reconciling.proposing import Asked, Found, proposal
from kantor.engines.reconciling.subsets import MOST_ITEMS, sums_to

_BY_CHANCE = 0.003
_MOST_COMPLETED = 3
_NAMED_BONUS = 400
_PER_ITEM = 10


class Sets(NamedTuple):
    """Proposals from sums; gave_up: more items were open than sums are tried of, or more sums found than are kept."""

    proposals: list[Proposal]
    gave_up: bool


def completed(book: Book, asked: Asked, named: Sequence[Named]) -> Iterator[Proposal]:
    """What is named, and others of the same payer that make up the rest: where a list was cut off, ends in `u.a.` or has a slip."""
    line = asked.line
    parties = {book.items[one.place].party_id for one in named}
    rest = line.amount - sum(book.still_expected(one.place) for one in named)
    if len(parties) != 1 or not rest:
        return
    (party_id,) = parties
    own = [one.place for one in named]
    places, cut = _choices(book, line, party_id, set(own))
    single = [place for place in book.of_party[party_id] if place not in own and book.left[place] and book.still_expected(place) == rest]
    for place in single[:_MOST_COMPLETED]:
        yield from _together(book, asked, [*own, place], named, sure=len(single) == 1)
    if len(places) > 1:
        sums = sums_to(book.halves_of(places), rest, len(places))
        for found in sums.found[:_MOST_COMPLETED]:
            sure = not cut and not single and len(sums.found) == 1 and _unlikely_by_chance(book, places, len(found))
            yield from _together(book, asked, [*own, *(places[at] for at in found)], named, sure=sure)


def adding_up(book: Book, asked: Asked) -> Sets:
    """Two to eight items of a payer whose sum is the amount."""
    found: list[Proposal] = []
    gave_up = False
    for payer in asked.payers[:2]:
        places, cut = _choices(book, asked.line, payer.party_id, set())
        if len(places) < 2:
            continue
        sums = sums_to(book.halves_of(places), asked.line.amount, len(places))
        gave_up = gave_up or cut or not sums.complete
        for together in sums.found:
            sure = not cut and sums.complete and _unlikely_by_chance(book, places, len(together))
            found += _together(book, asked, [places[at] for at in together], (), sure=sure)
    return Sets(found, gave_up)


def _choices(book: Book, line: Line, party_id: int, without: set[int]) -> tuple[tuple[int, ...], bool]:
    """Places among which sums are looked for, and whether some had to be left out: those due longest stay."""
    places = [
        place
        for place in book.open_of(party_id, line.currency)
        if place not in without and book.items[place].issued_on <= line.booked_on and book.items[place].side != "transit"
    ]
    return tuple(sorted(places[:MOST_ITEMS])), len(places) > MOST_ITEMS


def _unlikely_by_chance(book: Book, places: Sequence[int], size: int) -> bool:
    """So few sets of that size are there, measured by how far their sums lie apart, that one hardly has this sum by chance."""
    amounts = [abs(book.left[place]) for place in places]
    step = gcd(*amounts)
    tried = sum(comb(len(places), count) for count in range(1, size + 1))
    return tried * step < _BY_CHANCE * sum(sorted(amounts)[-size:])


def _together(book: Book, asked: Asked, places: Sequence[int], named: Sequence[Named], *, sure: bool) -> Iterator[Proposal]:
    for fit in fits(book, asked.line, places):
        if fit.kind == "exact":
            made = proposal(book, asked, fit, Found("sum", named))
            strength = made.strength + (_NAMED_BONUS if named else 0) - _PER_ITEM * len(places)
            yield made._replace(strength=strength, pattern=made.pattern if sure else f"{made.pattern}+chance")
