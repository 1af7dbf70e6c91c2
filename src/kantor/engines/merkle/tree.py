"""The tree itself: hashes of leaves and nodes, and a tree that grows by batches and remembers only what it needs to grow on."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple

EMPTY_ROOT = sha256(b"").digest()
"""The root of a log without entries (RFC 9162, 2.1.1)."""


def leaf_hash(entry: bytes) -> bytes:
    """The hash of an entry; its prefix keeps a leaf from being taken for a node (RFC 9162, 2.1.1)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side."""
    return sha256(b"\x01" + left + right).digest()


def fold(hashes: Sequence[bytes]) -> bytes:
    """The hash over complete subtrees of falling size, from left to right; EMPTY_ROOT where there are none."""
    if not hashes:
        return EMPTY_ROOT
    *others, root = hashes
    for left in reversed(others):
        root = node_hash(left, root)
    return root


def root_of(leaf_hashes: Iterable[bytes]) -> bytes:
    """The root of a whole log."""
    tree = Tree()
    tree.extend(list(leaf_hashes))
    return tree.root()


class Completed(NamedTuple):
    """Subtrees of 2^level leaves that have become complete: the first one's number, counted from the left, and the hashes in order."""

    level: int
    first: int
    hashes: list[bytes]


class Tree:
    """A log's tree that can grow: its size, and the hash of each complete subtree that still waits for its right neighbour."""

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        """peaks: hashes of the complete subtrees that make up `size`, the largest first."""
        levels = [level for level in range(size.bit_length()) if size >> level & 1]
        self.size = size
        self._waiting: dict[int, bytes] = dict(zip(reversed(levels), peaks, strict=True))

    def extend(self, leaf_hashes: list[bytes]) -> list[Completed]:
        """Add leaves; answers the subtrees of two and more leaves that they complete, level by level."""
        completed: list[Completed] = []
        level, first, hashes = 0, self.size, leaf_hashes
        self.size += len(leaf_hashes)
        while hashes:
            if first & 1:
                hashes = [self._waiting.pop(level), *hashes]
                first -= 1
            if len(hashes) & 1:
                self._waiting[level] = hashes[-1]
            # The shorter iterator ends the pairing, so an odd last hash is left out; it waits.
            pairs = iter(hashes)
            hashes = [sha256(b"\x01" + left + right).digest() for left, right in zip(pairs, pairs, strict=False)]
            level, first = level + 1, first >> 1
            if hashes:
                completed.append(Completed(level, first, hashes))
        return completed

    def root(self) -> bytes:
        """The root of the log as it is now."""
        return fold([self._waiting[level] for level in sorted(self._waiting, reverse=True)])
