"""The audit trail: what happened, appended in the same transaction, sealed into a signed Merkle log and verifiable by anybody."""

from kantor.spine.trail.append import Event, append
from kantor.spine.trail.content import canonical, content_hash, text_hash
from kantor.spine.trail.entry import entry
from kantor.spine.trail.heads import Head, anchor, anchored, heads
from kantor.spine.trail.keys import PublicKeys, Signer, public_keys, signer
from kantor.spine.trail.proving import (
    ConsistencyProof,
    InclusionProof,
    SealedRecord,
    chain,
    consistency_proof,
    inclusion_proof,
    inclusion_proofs,
    positions_of,
    records_between,
    records_of,
)
from kantor.spine.trail.reading import Happened, latest, of_document
from kantor.spine.trail.report import Fault, Report
from kantor.spine.trail.sealing import Sealed, seal, unsealed_clients
from kantor.spine.trail.verifying import verify

__all__ = [
    "ConsistencyProof",
    "Event",
    "Fault",
    "Happened",
    "Head",
    "InclusionProof",
    "PublicKeys",
    "Report",
    "Sealed",
    "SealedRecord",
    "Signer",
    "anchor",
    "anchored",
    "append",
    "canonical",
    "chain",
    "consistency_proof",
    "content_hash",
    "entry",
    "heads",
    "inclusion_proof",
    "inclusion_proofs",
    "latest",
    "of_document",
    "positions_of",
    "public_keys",
    "records_between",
    "records_of",
    "seal",
    "signer",
    "text_hash",
    "unsealed_clients",
    "verify",
]
