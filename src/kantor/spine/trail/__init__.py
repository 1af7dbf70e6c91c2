"""The audit trail: what happened, appended in the same transaction, sealed into a signed Merkle log and verifiable by anybody."""

from kantor.spine.trail.append import Event, append
from kantor.spine.trail.content import canonical, content_hash, text_hash
from kantor.spine.trail.entry import entry
from kantor.spine.trail.heads import Head, anchor, anchored, heads, longest
from kantor.spine.trail.keys import Certificates, PublicKeys, Signer, Trust, certificates, public_keys, signer, trust
from kantor.spine.trail.proving import (
    ConsistencyProof,
    InclusionProof,
    SealedRecord,
    chain,
    consistency_proof,
    inclusion_proof,
    inclusion_proofs,
    next_of,
    positions_of,
    records_between,
    records_of,
)
from kantor.spine.trail.reading import Happened, latest, of_document
from kantor.spine.trail.report import Fault, Report
from kantor.spine.trail.sealing import Sealed, seal, unsealed_clients
from kantor.spine.trail.testimonies import (
    MAIL,
    STAMP,
    Awaited,
    Late,
    Testimony,
    awaited,
    check_token,
    late,
    note_given,
    note_in_vain,
    stamped_bytes,
    stamps,
    take_in_hand,
)
from kantor.spine.trail.verifying import verify

__all__ = [
    "MAIL",
    "STAMP",
    "Awaited",
    "Certificates",
    "ConsistencyProof",
    "Event",
    "Fault",
    "Happened",
    "Head",
    "InclusionProof",
    "Late",
    "PublicKeys",
    "Report",
    "Sealed",
    "SealedRecord",
    "Signer",
    "Testimony",
    "Trust",
    "anchor",
    "anchored",
    "append",
    "awaited",
    "canonical",
    "certificates",
    "chain",
    "check_token",
    "consistency_proof",
    "content_hash",
    "entry",
    "heads",
    "inclusion_proof",
    "inclusion_proofs",
    "late",
    "latest",
    "longest",
    "next_of",
    "note_given",
    "note_in_vain",
    "of_document",
    "positions_of",
    "public_keys",
    "records_between",
    "records_of",
    "seal",
    "signer",
    "stamped_bytes",
    "stamps",
    "take_in_hand",
    "text_hash",
    "trust",
    "unsealed_clients",
    "verify",
]
