"""Subscriptions to webhooks: begun, ended, listed, and what became of each delivery."""

import base64
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings

from kantor.channels.hooks.events import QUERIES, here
from kantor.channels.hooks.posting import checked_url
from kantor.spine import trail
from kantor.spine.access import Actor
from kantor.words import Refusal

PREFIX = "whsec_"
SECRET_BYTES = 32
MOST = 20
"""Subscriptions of one person for one client that stand at once."""
MOST_LISTED = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Hook:
    """A subscription. token_id: the key that it was made with and follows, None where it was made on the desk and follows its person;
    ended_why: '' while it stands or where its person ended it, else the key of a sentence or what the program answered."""

    id: int
    client_id: int
    token_id: int | None
    url: str
    kinds: tuple[str, ...]
    created_at: datetime
    ended_at: datetime | None = None
    ended_why: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """state: waiting, sent, failed; status: what the program answered, the last time."""

    id: int
    kind: str
    record_id: int
    state: str
    tries: int
    next_try_at: datetime | None
    status: int | None
    reason: str
    created_at: datetime
    sent_at: datetime | None


def subscribe(url: str, kinds: Sequence[str], actor: Actor, *, to_private: bool, token_id: int | None = None) -> tuple[Hook, str]:
    """Tell a program from now on; answers the subscription and the secret that signs its messages, told this once.

    token_id: of the key with which it is made; the subscription sees no more than that and ends with it. Unsendable where the address may
    not be sent to; Refusal where the person has too many.
    """
    checked_url(url, to_private=to_private)
    (client_id,) = actor.clients
    if QUERIES.value("count_standing", client_id=client_id, person_id=actor.person_id) >= MOST:
        raise Refusal("hooks.too_many", evidence={"most": str(MOST)})
    secret = PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()
    place = here()
    given = {
        "url": url,
        "kinds": list(kinds),
        "secret": _sealed(secret),
        "at": actor.at,
        "person_id": actor.person_id,
        "token_id": token_id,
    }
    hook_id = QUERIES.value("subscribe", client_id=client_id, transaction=place.transaction, record=place.record_id, **given)
    told = {"subscription": hook_id, "url": url, "kinds": list(kinds), "token": token_id}
    trail.append([trail.Event(client_id, "hooks.subscribed", None, actor.person_id, actor.at, told)])
    return Hook(id=hook_id, client_id=client_id, token_id=token_id, url=url, kinds=tuple(kinds), created_at=actor.at), secret


def hooks_of(actor: Actor, *, token_id: int | None = None) -> list[Hook]:
    """The subscriptions of the acting person for the acting clients, or those of one key alone: what stands first, then what ended."""
    given = {"clients": list(actor.clients), "person_id": actor.person_id, "token_id": token_id}
    return [_hook(row) for row in QUERIES.dicts("subscriptions", limit=MOST_LISTED, **given)]


def hook(hook_id: int, actor: Actor, *, token_id: int | None = None) -> Hook | None:
    given = {"clients": list(actor.clients), "person_id": actor.person_id, "token_id": token_id}
    found = QUERIES.dicts("subscription", id=hook_id, **given)
    return _hook(found[0]) if found else None


def end(client_id: int, hook_id: int, actor: Actor, why: str = "") -> bool:
    """Tell the program no more; what waited for it is not sent. False where it had ended before."""
    ended = QUERIES.run("end_subscription", client_id=client_id, id=hook_id, at=actor.at, why=why)
    if ended:
        told = {"subscription": hook_id, "reason": why}
        trail.append([trail.Event(client_id, "hooks.ended", None, actor.person_id, actor.at, told)])
    return bool(ended)


def deliveries(found: Hook, *, state: str = "", before: int, at_most: int) -> list[Delivery]:
    """What was sent or is to be sent to a program, the newest first."""
    given = {"client_id": found.client_id, "subscription_id": found.id, "state": state, "before": before, "limit": at_most}
    return [Delivery(**row) for row in QUERIES.dicts("deliveries", **given)]


def replay(found: Hook, delivery_id: int, actor: Actor) -> bool:
    """Send once more, under the same webhook-id; False where there is no such delivery. Refusal where the subscription has ended."""
    if found.ended_at is not None:
        raise Refusal("hooks.has_ended")
    return bool(QUERIES.run("replay", client_id=found.client_id, subscription_id=found.id, id=delivery_id, at=actor.at))


def secret_of(sealed: bytes) -> str:
    return _fernet().decrypt(bytes(sealed)).decode()


def _sealed(secret: str) -> bytes:
    return _fernet().encrypt(secret.encode())


def _fernet() -> Fernet:
    """From the key that signs sessions: who copies the database alone cannot sign in our name."""
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"webhooks:" + str(settings.SECRET_KEY).encode()).digest()))


def _hook(row: dict[str, Any]) -> Hook:
    return Hook(**{**row, "kinds": tuple(row["kinds"])})
