"""Which open items together make up an amount: all sums of up to eight items, found from two halves, within a limit of work."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

MOST_ITEMS = 22
"""Of how many items sums are tried: two halves of 2,048 sums."""
MOST_TOGETHER = 8
_MOST_HITS = 12


class Halves(NamedTuple):
    """All sums of the first half of some amounts, and those of the second in rising order with the sets that make them, as bits."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    sets: NDArray[np.int64]
    split: int


class Sums(NamedTuple):
    """found: sets of places that make up the amount, those of few items first; tried: how many sets there were; complete: none was left
    out by a limit."""

    found: tuple[tuple[int, ...], ...]
    tried: int
    complete: bool


def halves(amounts: Sequence[int]) -> Halves:
    """Prepared once for a payer's items, asked for many amounts."""
    split = len(amounts) // 2
    second = _all_sums(amounts[split:])
    order = np.argsort(second, kind="stable")
    return Halves(_all_sums(amounts[:split]), second[order], order.astype(np.int64), split)


def _all_sums(amounts: Sequence[int]) -> NDArray[np.int64]:
    """The sum of set s (as bits) stands at place s."""
    sums: NDArray[np.int64] = np.zeros(1, dtype=np.int64)
    for amount in amounts:
        sums = np.concatenate((sums, sums + amount))
    return sums


def sums_to(prepared: Halves, amount: int, count: int) -> Sums:
    """The sets of 2 to 8 of `count` items whose sum is the amount."""
    wanted = amount - prepared.first
    low = np.searchsorted(prepared.second, wanted, side="left")
    high = np.searchsorted(prepared.second, wanted, side="right")
    (hits,) = np.nonzero(high > low)
    found: list[tuple[int, ...]] = []
    for bits in hits.tolist():
        for at in range(int(low[bits]), int(high[bits])):
            together = bits | int(prepared.sets[at]) << prepared.split
            if not 2 <= together.bit_count() <= MOST_TOGETHER:
                continue
            if len(found) == _MOST_HITS:
                return Sums(tuple(sorted(found, key=_few_first)), 1 << count, False)
            found.append(_places(together))
    return Sums(tuple(sorted(found, key=_few_first)), 1 << count, True)


def _few_first(places: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    return len(places), places


def _places(bits: int) -> tuple[int, ...]:
    return tuple(place for place in range(bits.bit_length()) if bits >> place & 1)
