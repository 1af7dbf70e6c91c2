"""Merkle logs as in RFC 9162: growing them, proving that an entry is in one and that one continues another, checking such proofs."""

from kantor.engines.merkle.paths import Path, Subtree, below, consistency_path, inclusion_path, peaks, prove
from kantor.engines.merkle.proofs import is_consistent, is_included
from kantor.engines.merkle.tree import EMPTY_ROOT, Completed, Tree, fold, leaf_hash, node_hash, root_of
from kantor.engines.merkle.verifier import verifier
from kantor.engines.merkle.verify_evidence import FORMAT, compare_document

__all__ = [
    "EMPTY_ROOT",
    "FORMAT",
    "Completed",
    "Path",
    "Subtree",
    "Tree",
    "below",
    "compare_document",
    "consistency_path",
    "fold",
    "inclusion_path",
    "is_consistent",
    "is_included",
    "leaf_hash",
    "node_hash",
    "peaks",
    "prove",
    "root_of",
    "verifier",
]
