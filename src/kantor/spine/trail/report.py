"""What a verification of the audit trail found, ready to be printed."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from kantor.spine.trail.heads import Head

LISTED = 100
"""Faults that a report lists one by one; all are counted."""


class Fault(NamedTuple):
    """Something that is not as it was sealed.

    kind: `record_changed`, `record_removed`, `record_inserted`, `leaf_removed`, `leaf_inserted`, `leaf_twice`, `node_changed`,
    `node_removed`, `node_inserted`, `head_changed` (its signature is not ours), `head_removed`, `root_changed` (the leaves do not give
    the signed root), `anchor_broken` (the log does not continue a head kept outside), `testimony_removed`, `testimony_changed` (what a
    witness outside got or gave is not as the trail says), `stamp_broken` (its time stamp is of something else).
    where: the record's id, the position of the leaf, (level, number) of the node, or the number of the head, as text.
    """

    kind: str
    where: str


class Report(NamedTuple):
    """The verification of one client's log. unsealed: records that wait for the sealer; head: the newest one; counts: faults by kind."""

    client_id: int
    leaves: int
    unsealed: int
    heads: int
    head: Head | None
    faults: tuple[Fault, ...]
    counts: dict[str, int]

    @property
    def is_intact(self) -> bool:
        return not self.counts

    def lines(self) -> list[str]:
        """The report as lines of text."""
        verdict = "intact" if self.is_intact else f"{sum(self.counts.values())} FAULTS"
        sealed = f"{self.leaves} records sealed under {self.heads} heads, {self.unsealed} wait for the sealer"
        lines = [f"client {self.client_id}: {verdict}; {sealed}"]
        if self.head:
            number, size, root, at = self.head.number, self.head.size, self.head.root.hex(), self.head.at.isoformat()
            lines.append(f"  head {number}: size {size}, root {root}, key {self.head.key_id}, {at}")
        lines += [f"  {kind}: {count}" for kind, count in sorted(self.counts.items())]
        lines += [f"  {fault.kind} at {fault.where}" for fault in self.faults]
        return lines


class Faults:
    """Collects faults: counts all, lists the first ones."""

    def __init__(self) -> None:
        self.listed: list[Fault] = []
        self.counts: Counter[str] = Counter()

    def add(self, kind: str, where: object) -> None:
        self.add_many(kind, [where], count=1)

    def add_many(self, kind: str, places: Sequence[object], *, count: int) -> None:
        """places: the first of `count`."""
        self.counts[kind] += count
        self.listed += [Fault(kind, str(where)) for where in places[: LISTED - len(self.listed)]]
