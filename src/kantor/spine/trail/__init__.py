"""The audit trail: what happened, appended in the same transaction, sealed into a signed Merkle log and verifiable by anybody."""

from kantor.spine.trail.append import Event, append
from kantor.spine.trail.content import canonical, content_hash, text_hash
from kantor.spine.trail.heads import Head, anchor, anchored, heads
from kantor.spine.trail.keys import PublicKeys, Signer, public_keys, signer
from kantor.spine.trail.proving import ConsistencyProof, InclusionProof, consistency_proof, inclusion_proof
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
    "Signer",
    "anchor",
    "anchored",
    "append",
    "canonical",
    "consistency_proof",
    "content_hash",
    "heads",
    "inclusion_proof",
    "latest",
    "of_document",
    "public_keys",
    "seal",
    "signer",
    "text_hash",
    "unsealed_clients",
    "verify",
]
