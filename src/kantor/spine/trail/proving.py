"""Proofs that leave the house: that a record is in the log under a signed head, and that a later head continues an earlier one."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple

from kantor.engines.merkle import Path, consistency_path, inclusion_path, is_consistent, is_included, leaf_hash, prove
from kantor.spine.trail.entry import Row, entry
from kantor.spine.trail.heads import Head, heads
from kantor.spine.trail.keys import PublicKeys
from kantor.spine.trail.queries import QUERIES
from kantor.spine.trail.stored import hashes, proof


class InclusionProof(NamedTuple):
    """entry: the record's bytes as text; position: of its leaf, from 0; path: hashes as RFC 9162 orders them; head: the signed one."""

    entry: str
    position: int
    path: tuple[bytes, ...]
    head: Head

    def holds(self, keys: PublicKeys) -> bool:
        """Whether the head is signed by one of the keys and the record is in its log; needs nothing else."""
        head, leaf = self.head, leaf_hash(self.entry.encode())
        is_in = is_included(leaf=leaf, position=self.position, size=head.size, proof=self.path, root=head.root)
        return is_in and head.is_signed(keys)

    def as_json(self) -> dict[str, Any]:
        """For a file; everything is text and numbers, hashes and signature in hexadecimal."""
        path = [each.hex() for each in self.path]
        return {"entry": self.entry, "position": self.position, "path": path, "head": self.head.as_json()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "InclusionProof":
        path = tuple(bytes.fromhex(each) for each in data["path"])
        return cls(data["entry"], data["position"], path, Head.from_json(data["head"]))


class ConsistencyProof(NamedTuple):
    """That the log under `new` begins with the log under `old`."""

    old: Head
    new: Head
    path: tuple[bytes, ...]

    def holds(self, keys: PublicKeys) -> bool:
        """Whether both heads are signed and the new one continues the old one."""
        old, new = self.old, self.new
        continues = is_consistent(old=old.size, old_root=old.root, new=new.size, new_root=new.root, proof=self.path)
        return continues and old.is_signed(keys) and new.is_signed(keys)


def inclusion_proof(client_id: int, record_id: int) -> InclusionProof | None:
    """The proof of the acting client's record under the newest head; None where it is not sealed yet."""
    row = QUERIES.one("sealed_record", client_id=client_id, record_id=record_id)
    if row is None:
        return None
    head = heads(client_id, newest=1)[0]
    record = Row(row.id, row.kind, row.document_id, row.person_id, row.at, row.content, row.transaction)
    path = proof(client_id, inclusion_path(row.position, head.size))
    return InclusionProof(entry(client_id, record).decode(), row.position, tuple(path), head)


def consistency_proof(client_id: int, old: Head) -> ConsistencyProof:
    """The proof that the acting client's log still continues a head received earlier."""
    new = heads(client_id, newest=1)[0]
    return ConsistencyProof(old, new, tuple(proof(client_id, consistency_path(old.size, new.size))))


class SealedRecord(NamedTuple):
    """A record and the position of its leaf; None while the sealer has not come by."""

    record: Row
    position: int | None


def records_of(client_id: int, document_ids: Sequence[int]) -> list[SealedRecord]:
    """All records of these documents of the acting client, in the order of their positions."""
    return _sealed(QUERIES.rows("records_of_documents", client_id=client_id, document_ids=list(document_ids)))


def records_between(client_id: int, first: int, end: int) -> list[SealedRecord]:
    """The acting client's records at the positions from `first` to before `end`."""
    return _sealed(QUERIES.rows("records_between", client_id=client_id, first=first, until=end))


def positions_of(client_id: int, since: datetime, before: datetime) -> range:
    """The positions that hold every sealed record of a time: what happened is sealed nearly, not exactly, in the order of its moments."""
    row = QUERIES.one("positions_of", client_id=client_id, since=since, before=before)
    return range(row.first, row.last + 1) if row and row.first is not None else range(0)


def inclusion_proofs(client_id: int, records: Sequence[SealedRecord], head: Head) -> Iterator[InclusionProof]:
    """The proofs of sealed records under a head that covers them, with one statement for all."""
    paths = [inclusion_path(position, head.size) for _, position in records if position is not None]
    found = hashes(client_id, _subtrees(paths))
    for (record, position), path in zip([each for each in records if each.position is not None], paths, strict=True):
        assert position is not None
        yield InclusionProof(entry(client_id, record).decode(), position, tuple(prove(path, found)), head)


def chain(client_id: int, positions: Sequence[int], kept: Sequence[Head] = ()) -> list[tuple[Head, tuple[bytes, ...]]]:
    """The heads under which the leaves at these positions were sealed, those kept elsewhere, and the newest, each with the proof that it
    continues the one before (nothing at the first)."""
    known = heads(client_id)
    sizes = [head.size for head in known]
    wanted = {bisect_right(sizes, position) for position in positions} | {len(known) - 1}
    wanted |= {number for number, head in enumerate(known) if head.size in {each.size for each in kept}}
    chosen = [known[number] for number in sorted(wanted) if 0 <= number < len(known)]
    paths = [consistency_path(old.size, new.size) for old, new in pairwise(chosen)]
    found = hashes(client_id, _subtrees(paths))
    proofs: list[tuple[bytes, ...]] = [(), *(tuple(prove(path, found)) for path in paths)]
    return list(zip(chosen, proofs, strict=False))


def next_of(client_id: int, positions: Sequence[int], numbers: Collection[int]) -> list[Head]:
    """Of the heads with these numbers, for each leaf the first one that covers it."""
    known = [head for head in heads(client_id) if head.number in numbers]
    sizes = [head.size for head in known]
    return [known[number] for number in sorted({bisect_right(sizes, position) for position in positions}) if number < len(known)]


def _subtrees(paths: Sequence[Path]) -> set[Any]:
    return {subtree for path in paths for part in path for subtree in part}


def _sealed(rows: Sequence[Any]) -> list[SealedRecord]:
    return [SealedRecord(Row(*values), position) for position, *values in rows]
