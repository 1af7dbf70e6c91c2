"""The sealer: turns records of finished transactions into leaves of their client's Merkle log and signs its new head."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from kantor.engines.merkle import Completed, Tree, leaf_hash, peaks
from kantor.spine.trail.entry import Row, entry
from kantor.spine.trail.heads import Head, heads, signed
from kantor.spine.trail.keys import Signer
from kantor.spine.trail.queries import QUERIES
from kantor.spine.trail.stored import STRIDE, hashes

BATCH = 10_000


class Sealed(NamedTuple):
    """What one sealing did. head: the newest head, None where nothing was ever sealed; more: whether records may be left, call again."""

    records: int
    head: Head | None
    more: bool


def unsealed_clients() -> list[int]:
    """Clients (and the house) with records that may be sealed. Needs no acting client."""
    return [row.client_id for row in QUERIES.rows("unsealed_clients")]


def seal(client_id: int, at: datetime, signer: Signer, *, at_most: int = 10 * BATCH) -> Sealed:
    """Seal the acting client's records, in the caller's transaction.

    Only records of transactions older than every running one are taken, in the order of their transactions, so none can appear in between
    later. One sealer works on a client at a time, others wait; a second call without new records does nothing.
    """
    QUERIES.value("lock_log", client_id=client_id)
    newest = heads(client_id, newest=1)
    head = newest[0] if newest else None
    size = head.size if head else 0
    subtrees = peaks(0, size)
    found = hashes(client_id, subtrees)
    tree = Tree(size, [found[subtree] for subtree in subtrees])
    while tree.size - size < at_most:
        rows = _unsealed(client_id, min(BATCH, at_most - (tree.size - size)))
        if not rows:
            break
        _write(client_id, rows, tree)
    if tree.size == size:
        return Sealed(0, head, more=False)
    number = head.number + 1 if head else 1
    head = signed(Head(client_id, number, tree.size, tree.root(), at, signer.key_id), signer)
    QUERIES.run("add_head", **head._asdict())
    return Sealed(tree.size - size, head, more=tree.size - size >= at_most)


def _unsealed(client_id: int, at_most: int) -> list[Row]:
    last = QUERIES.one("sealed_last", client_id=client_id)
    if last and last.is_moved:
        found = QUERIES.rows("stray_records", client_id=client_id, at_most=at_most)
    else:
        transaction, record_id = (last.transaction, last.id) if last else (-1, -1)
        found = QUERIES.rows("unsealed_records", client_id=client_id, transaction=transaction, id=record_id, at_most=at_most)
    return [Row(*row) for row in found]


def _write(client_id: int, rows: Sequence[Row], tree: Tree) -> None:
    start = tree.size
    leaves = [leaf_hash(entry(client_id, row)) for row in rows]
    QUERIES.run("add_leaves", client_id=client_id, start=start, records=[row.id for row in rows], hashes=leaves)
    kept = [completed for completed in tree.extend(leaves) if completed.level % STRIDE == 0]
    if kept:
        QUERIES.run("add_nodes", client_id=client_id, **_columns(kept))


def _columns(kept: Sequence[Completed]) -> dict[str, list[int] | list[bytes]]:
    return {
        "levels": [each.level for each in kept for _ in each.hashes],
        "numbers": [number for each in kept for number in range(each.first, each.first + len(each.hashes))],
        "hashes": [found for each in kept for found in each.hashes],
    }
