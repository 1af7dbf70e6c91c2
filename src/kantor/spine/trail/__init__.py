"""The audit trail: what happened, appended in the same transaction, sealed into a signed Merkle log and verifiable by anybody."""

from kantor.spine.trail.append import Event, append
from kantor.spine.trail.content import canonical, content_hash

__all__ = [
    "Event",
    "append",
    "canonical",
    "content_hash",
]
