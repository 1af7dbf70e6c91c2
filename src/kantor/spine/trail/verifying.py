"""The verifier: computes a client's whole log again from its records and finds whatever was changed, removed or inserted since."""

from collections.abc import Iterator, Sequence
from typing import Any

import psycopg
from django.db import connections

from kantor.engines.merkle import EMPTY_ROOT, Tree, leaf_hash
from kantor.spine.trail.entry import Row, entry
from kantor.spine.trail.heads import Head, heads
from kantor.spine.trail.keys import Trust
from kantor.spine.trail.queries import QUERIES
from kantor.spine.trail.report import LISTED, Faults, Report
from kantor.spine.trail.stored import STRIDE
from kantor.spine.trail.testimonies import check_testimonies

BATCH = 20_000


def verify(client_id: int, trust: Trust, *, anchors: Sequence[Head] = ()) -> Report:
    """Verify the acting client's log; act with snapshot=True, or a sealer at work meanwhile looks like a fault.

    trust: public keys of all signers ever used, and roots of time stamps; anchors: heads kept outside the database, by which a log
    cut off at its end is found.
    Memory grows with the heads only, not with the records.
    """
    faults = Faults()
    known = heads(client_id)
    _check_heads(known, trust, faults)
    check_testimonies(client_id, {head.number: head for head in known}, trust.roots, faults)
    leaves = _check_leaves(client_id, known, anchors, faults)
    _check_extra_nodes(client_id, leaves, faults)
    unsealed = _check_unsealed(client_id, faults)
    return Report(client_id, leaves, unsealed, len(known), known[-1] if known else None, tuple(faults.listed), dict(faults.counts))


def _check_heads(known: Sequence[Head], trust: Trust, faults: Faults) -> None:
    """Numbers without gaps, growing sizes, signed by the key that was ours then: none by an earlier one behind a later one's."""
    expected, size, newest_key = 1, 0, 0
    for head in known:
        for number in range(expected, head.number):
            faults.add("head_removed", number)
        key = trust.order(head.key_id)
        is_ours = head.is_signed(trust.keys) and trust.was_in_force(head.key_id, head.at) and key >= newest_key
        if not is_ours or head.size <= size:
            faults.add("head_changed", head.number)
        expected, size, newest_key = head.number + 1, head.size, max(key, newest_key)


def _check_leaves(client_id: int, known: Sequence[Head], anchors: Sequence[Head], faults: Faults) -> int:
    """Compare every record with its leaf, and their tree with stored nodes, heads and anchors; answers the number of leaves."""
    log = _Log(client_id, known, anchors, faults)
    for rows in _batches("leaves_with_records", client_id):
        log.add(rows)
    log.finish()
    return log.tree.size


class _Log:
    """The tree as it grows from the stored leaves, and what it must agree with at which size."""

    def __init__(self, client_id: int, known: Sequence[Head], anchors: Sequence[Head], faults: Faults) -> None:
        self.client_id = client_id
        self.faults = faults
        self.tree = Tree()
        self.roots = [(head.size, "root_changed", head.number, head.root) for head in known]
        self.roots = sorted([*self.roots, *((head.size, "anchor_broken", head.number, head.root) for head in anchors)], reverse=True)
        self.signed = max((head.size for head in known), default=0)

    def add(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """rows: (position, leaf hash, record id, then the record's columns, NULL where it is gone), by position."""
        hashes: list[bytes] = []
        start, client_id, faults = self.tree.size, self.client_id, self.faults
        for position, stored, record_id, *record in rows:
            while start + len(hashes) < position:
                faults.add("leaf_removed", start + len(hashes))
                hashes.append(EMPTY_ROOT)
            if start + len(hashes) > position:
                faults.add("leaf_twice", position)
                continue
            hashes.append(stored)
            if record[0] is None:
                faults.add("record_removed", record_id)
            elif leaf_hash(entry(client_id, Row(record_id, *record))) != stored:
                faults.add("record_changed", record_id)
            if position >= self.signed:
                faults.add("leaf_inserted", position)
        self._grow(hashes)

    def _grow(self, hashes: list[bytes]) -> None:
        computed: dict[tuple[int, int], bytes] = {}
        done = 0
        self._compare_roots()
        while done < len(hashes):
            wanted = self.roots[-1][0] - self.tree.size if self.roots else len(hashes)
            taken = hashes[done : done + wanted]
            for level, first, found in self.tree.extend(taken):
                if level % STRIDE == 0:
                    computed.update({(level, first + offset): each for offset, each in enumerate(found)})
            done += len(taken)
            self._compare_roots()
        self._compare_nodes(computed)

    def _compare_roots(self) -> None:
        while self.roots and self.roots[-1][0] <= self.tree.size:
            size, kind, number, root = self.roots.pop()
            if size != self.tree.size or self.tree.root() != root:
                self.faults.add(kind, number)

    def _compare_nodes(self, computed: dict[tuple[int, int], bytes]) -> None:
        if not computed:
            return
        levels, numbers = zip(*computed, strict=True)
        rows = QUERIES.rows("hashes", client_id=self.client_id, levels=list(levels), numbers=list(numbers))
        stored = {(row.level, row.number): bytes(row.hash) for row in rows}
        for place, found in computed.items():
            if place not in stored:
                self.faults.add("node_removed", place)
            elif stored[place] != found:
                self.faults.add("node_changed", place)

    def finish(self) -> None:
        """Heads and anchors of a longer log than there is: its end was cut off."""
        for position in range(self.tree.size, self.signed):
            self.faults.add("leaf_removed", position)
        for _, kind, number, _ in reversed(self.roots):
            self.faults.add(kind, number)


def _check_extra_nodes(client_id: int, size: int, faults: Faults) -> None:
    for row in QUERIES.rows("extra_nodes", client_id=client_id, size=size, stride=STRIDE):
        faults.add("node_inserted", (row.level, row.number))


def _check_unsealed(client_id: int, faults: Faults) -> int:
    """How many records wait for the sealer; those that stand before sealed ones were slipped in and will never be sealed."""
    waiting = 0
    for row in QUERIES.rows("waiting_records", client_id=client_id, listed=LISTED):
        if row.inserted:
            faults.add_many("record_inserted", row.first_ids, count=row.records)
        else:
            waiting = row.records
    return waiting


def _batches(name: str, client_id: int) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of a statement in batches, read through a cursor of the server, in its quick binary form."""
    connection = connections["default"].connection
    assert connection is not None
    with psycopg.ServerCursor(connection, "trail_verify") as cursor:
        cursor.execute(QUERIES.text(name), {"client_id": client_id}, binary=True)
        while rows := cursor.fetchmany(BATCH):
            yield rows
