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
"""Subscriptions of one person for one client."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hook:
    """A standing subscription."""

    id: int
    client_id: int
    url: str
    kinds: tuple[str, ...]
    created_at: datetime


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


def subscribe(url: str, kinds: Sequence[str], actor: Actor, *, to_private: bool) -> tuple[Hook, str]:
    """Tell a program from now on; answers the subscription and the secret that signs its messages, told this once.

    Unsendable where the address may not be sent to; Refusal where the person has too many.
    """
    checked_url(url, to_private=to_private)
    (client_id,) = actor.clients
    if len(hooks_of(actor)) >= MOST:
        raise Refusal("hooks.too_many", evidence={"most": str(MOST)})
    secret = PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()
    place = here()
    given = {"url": url, "kinds": list(kinds), "secret": _sealed(secret), "at": actor.at, "person_id": actor.person_id}
    hook_id = QUERIES.value("subscribe", client_id=client_id, transaction=place.transaction, record=place.record_id, **given)
    told = {"subscription": hook_id, "url": url, "kinds": list(kinds)}
    trail.append([trail.Event(client_id, "hooks.subscribed", None, actor.person_id, actor.at, told)])
    return Hook(id=hook_id, client_id=client_id, url=url, kinds=tuple(kinds), created_at=actor.at), secret


def hooks_of(actor: Actor) -> list[Hook]:
    """The standing subscriptions of the acting person for the acting clients."""
    return [_hook(row) for row in QUERIES.dicts("subscriptions", clients=list(actor.clients), person_id=actor.person_id)]


def hook(hook_id: int, actor: Actor) -> Hook | None:
    return next((one for one in hooks_of(actor) if one.id == hook_id), None)


def end(found: Hook, actor: Actor, reason: str = "") -> None:
    """Tell the program no more; what waited for it is not sent."""
    if QUERIES.run("end_subscription", client_id=found.client_id, id=found.id, at=actor.at):
        told = {"subscription": found.id, "url": found.url, "reason": reason}
        trail.append([trail.Event(found.client_id, "hooks.ended", None, actor.person_id, actor.at, told)])


def deliveries(found: Hook, *, state: str = "", before: int, at_most: int) -> list[Delivery]:
    """What was sent or is to be sent to a program, the newest first."""
    given = {"client_id": found.client_id, "subscription_id": found.id, "state": state, "before": before, "limit": at_most}
    return [Delivery(**row) for row in QUERIES.dicts("deliveries", **given)]


def replay(found: Hook, delivery_id: int, actor: Actor) -> bool:
    """Send once more, under the same webhook-id; False where there is no such delivery."""
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
