"""What a webhook may tell of at this moment: what its person may see, and no more than its key where it was made with one."""

from collections.abc import Mapping, Sequence
from typing import Any

from kantor.spine import access, documents
from kantor.spine.access import Actor, TokenRow

REVOKED = "hooks.key_revoked"
EXPIRED = "hooks.key_expired"


def keys_of(rows: Sequence[Any]) -> dict[int, TokenRow]:
    """The keys with which these subscriptions were made, by id."""
    return access.tokens_by_id(sorted({row.token_id for row in rows if row.token_id is not None}))


def why_over(row: Any, keys: Mapping[int, TokenRow], actor: Actor) -> str:
    """Why this subscription is over, '' while it stands. One made on the desk has no key and stands until somebody ends it."""
    if row.token_id is None:
        return ""
    key = keys[row.token_id]
    if key.revoked_at is not None:
        return REVOKED
    return "" if key.holds(actor.at) else EXPIRED


def seen_ways(row: Any, keys: Mapping[int, TokenRow], actor: Actor) -> list[str]:
    """The documents of the subscription's client that it may tell of now, as `documents.ways_of` names them."""
    held = access.permissions(row.person_id, [row.client_id], actor.at.date())
    if row.token_id is not None:
        held = access.within(keys[row.token_id], held)
    return documents.ways_with(held.get(row.client_id, frozenset()))
