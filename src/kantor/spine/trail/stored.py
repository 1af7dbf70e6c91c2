"""Hashes of subtrees as the database keeps them: leaves, and complete subtrees of every fourth level."""

from collections.abc import Iterable

from kantor.engines.merkle import Path, Subtree, below, prove, root_of
from kantor.spine.trail.queries import QUERIES

STRIDE = 4
"""Levels between stored subtrees: 16 times fewer rows than leaves, at most 15 more hashes to compute for a part of a proof."""


def hashes(client_id: int, wanted: Iterable[Subtree]) -> dict[Subtree, bytes]:
    """The hashes of complete subtrees of an acting client's log; LookupError where one is missing. One statement."""
    parts = {subtree: below(subtree, subtree.level - subtree.level % STRIDE) for subtree in wanted}
    if not parts:
        return {}
    rows = sorted({part for each in parts.values() for part in each})
    found = {
        Subtree(row.level, row.number): bytes(row.hash)
        for row in QUERIES.rows("hashes", client_id=client_id, levels=[row.level for row in rows], numbers=[row.number for row in rows])
    }
    missing = [row for row in rows if row not in found]
    if missing:
        raise LookupError(f"the log of client {client_id} lacks the subtree {tuple(missing[0])}; verify it")
    return {subtree: root_of([found[part] for part in each]) for subtree, each in parts.items()}


def proof(client_id: int, path: Path) -> list[bytes]:
    """The hashes of a proof."""
    return prove(path, hashes(client_id, {subtree for part in path for subtree in part}))
