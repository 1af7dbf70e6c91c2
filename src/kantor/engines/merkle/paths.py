"""Which subtrees a proof is made of, so that a log in a database reads only those."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kantor.engines.merkle.tree import fold


class Subtree(NamedTuple):
    """A complete subtree: the leaves from number * 2^level on, 2^level of them; level 0 is a leaf."""

    level: int
    number: int


Path = list[list[Subtree]]
"""The hashes of a proof in order, each as the complete subtrees that it is folded from."""


def peaks(start: int, end: int) -> list[Subtree]:
    """The complete subtrees that make up the leaves from `start` to before `end`, left to right.

    `start` is a multiple of the greatest power of two below or at the length, as every part of a proof is.
    """
    found = []
    for level in reversed(range((end - start).bit_length())):
        if (end - start) >> level & 1:
            found.append(Subtree(level, start >> level))
            start += 1 << level
    return found


def below(subtree: Subtree, level: int) -> list[Subtree]:
    """The subtrees of a lower (or the same) level that a subtree consists of."""
    width = subtree.level - level
    return [Subtree(level, number) for number in range(subtree.number << width, (subtree.number + 1) << width)]


def inclusion_path(position: int, size: int) -> Path:
    """What proves that the leaf at `position` (from 0) is in a log of `size` leaves: PATH of RFC 9162, 2.1.3.1, nearest neighbour first."""
    if not 0 <= position < size:
        raise ValueError(f"a log of {size} has no leaf at {position}")
    path: Path = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if position < middle:
            path.append(peaks(middle, end))
            end = middle
        else:
            path.append(peaks(start, middle))
            start = middle
    return path[::-1]


def consistency_path(old: int, new: int) -> Path:
    """What proves that a log of `new` leaves begins with the log of its first `old`: PROOF of RFC 9162, 2.1.4.1."""
    if not 0 < old <= new:
        raise ValueError(f"a log of {new} has no beginning of {old}")
    path: Path = []
    start, end, known = 0, new, True
    while end != old:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(peaks(middle, end))
            end = middle
        else:
            path.append(peaks(start, middle))
            start, known = middle, False
    # The old root is known to whoever checks; a smaller subtree that ends where the old log ended is not.
    return path[::-1] if known else [peaks(start, end), *path[::-1]]


def prove(path: Path, hashes: Mapping[Subtree, bytes]) -> list[bytes]:
    """The proof itself, from the hashes of the path's subtrees."""
    return [fold(_hashes(part, hashes)) for part in path]


def _hashes(part: Sequence[Subtree], hashes: Mapping[Subtree, bytes]) -> list[bytes]:
    return [hashes[subtree] for subtree in part]


def _split(length: int) -> int:
    """The greatest power of two smaller than `length`."""
    return 1 << ((length - 1).bit_length() - 1)
