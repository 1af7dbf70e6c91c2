"""Proofs that leave the house: that a record is in the log under a signed head, and that a later head continues an earlier one."""

from typing import Any, NamedTuple

from kantor.engines.merkle import consistency_path, inclusion_path, is_consistent, is_included, leaf_hash
from kantor.spine.trail.entry import Row, entry
from kantor.spine.trail.heads import Head, heads
from kantor.spine.trail.keys import PublicKeys
from kantor.spine.trail.queries import QUERIES
from kantor.spine.trail.stored import proof


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
