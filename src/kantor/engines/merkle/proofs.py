"""Checks proofs with nothing but the proof, the roots and the hash of the entry, as RFC 9162 tells to."""

from collections.abc import Sequence

from kantor.engines.merkle.tree import node_hash


def is_included(*, leaf: bytes, position: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the proof shows that the leaf with this hash stands at `position` in the log of `size` leaves and this root (2.1.3.2)."""
    if not 0 <= position < size:
        return False
    number, last, found = position, size - 1, leaf
    for neighbour in proof:
        if last == 0:
            return False
        if number & 1 or number == last:
            found = node_hash(neighbour, found)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            found = node_hash(found, neighbour)
        number, last = number >> 1, last >> 1
    return last == 0 and found == root


def is_consistent(*, old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the proof shows that the log of `new` leaves begins with the one of `old` leaves (2.1.4.2)."""
    if not 0 < old <= new:
        return False
    if old == new:
        return not proof and old_root == new_root
    steps = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not steps:
        return False
    number, last = old - 1, new - 1
    while number & 1:
        number, last = number >> 1, last >> 1
    found_old = found_new = steps[0]
    for neighbour in steps[1:]:
        if last == 0:
            return False
        if number & 1 or number == last:
            found_old, found_new = node_hash(neighbour, found_old), node_hash(neighbour, found_new)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            found_new = node_hash(found_new, neighbour)
        number, last = number >> 1, last >> 1
    return last == 0 and found_old == old_root and found_new == new_root
