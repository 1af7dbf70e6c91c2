"""Keys for programs: what a program may do in a person's name, kept as a hash, and ended by a day or by hand."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kantor.spine import trail
from kantor.spine.access.acting import HOUSE, acting
from kantor.spine.access.queries import QUERIES
from kantor.spine.access.roles import known_roles
from kantor.words import Refusal

PREFIX = "kantor_"
"""In front of each secret, so that scanners of repositories recognise one that was published by mistake."""
SECRET_BYTES = 32
EVERYTHING = "*"
LONGEST = timedelta(days=366)
NOTED_EVERY = timedelta(minutes=1)
"""How exactly the last use of a key is known."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewToken:
    """permissions: `*` for whatever the person may; clients: ids, none for all of the person's; expires_at: at most a year ahead."""

    name: str
    permissions: tuple[str, ...]
    clients: tuple[int, ...]
    expires_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class TokenRow:
    """A key as it is known afterwards: never its secret. language: of its person; last_used_at: to the minute."""

    id: int
    person_id: int
    person_name: str
    language: str
    name: str
    permissions: tuple[str, ...]
    clients: tuple[int, ...]
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    last_used_at: datetime | None

    def holds(self, at: datetime) -> bool:
        return self.revoked_at is None and at < self.expires_at


def make_token(new: NewToken, *, person_id: int, at: datetime, by: int | None) -> tuple[int, str]:
    """Make a key in a person's name; answers its id and its secret, which is told this once and kept nowhere.

    Refusal where it has no name, names a permission that nobody has, or is to hold longer than a year. by: None for the house.
    """
    if not new.name.strip():
        raise Refusal("access.token_without_name")
    if not at < new.expires_at <= at + LONGEST:
        raise Refusal("access.token_holds_too_long", evidence={"days": str(LONGEST.days)})
    known = frozenset[str]().union(*known_roles().values()) | {EVERYTHING}
    if unknown := sorted(set(new.permissions) - known) or ([] if new.permissions else ["-"]):
        raise Refusal("access.token_permission_unknown", evidence={"permission": unknown[0]})
    secret = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    kept = {"permissions": list(new.permissions), "clients": list(new.clients), "expires_at": new.expires_at}
    with acting(clients=(HOUSE,), person_id=by, at=at):
        token_id = QUERIES.value("add_token", person_id=person_id, name=new.name.strip(), hash=_hash(secret), at=at, **kept)
        if token_id is None:
            raise Refusal("access.token_for_nobody")
        told = {**kept, "expires_at": new.expires_at.isoformat(), "token": token_id, "name": new.name.strip(), "person": person_id}
        trail.append([trail.Event(HOUSE, "access.token_made", None, by, at, told)])
    return token_id, secret


def token_by_secret(secret: str, at: datetime) -> TokenRow | None:
    """The key with this secret, while it holds and its person may log in; notes that it was used. Needs no acting client."""
    rows = QUERIES.dicts("token_by_hash", hash=_hash(secret), at=at)
    if not rows:
        return None
    token = _row(rows[0])
    if token.last_used_at is None or at - token.last_used_at >= NOTED_EVERY:
        QUERIES.run("note_token_used", id=token.id, at=at)
    return token


def tokens_of(person_id: int) -> list[TokenRow]:
    """The keys of a person, the newest first, ended ones among them. Needs no acting client."""
    return [_row(row) for row in QUERIES.dicts("tokens_of", person_id=person_id)]


def tokens_by_id(ids: Sequence[int]) -> dict[int, TokenRow]:
    """Keys by id, ended ones among them. Needs no acting client."""
    return {row["id"]: _row(row) for row in QUERIES.dicts("tokens_by_id", ids=list(ids))} if ids else {}


def revoke_token(token_id: int, *, person_id: int, at: datetime, by: int | None) -> bool:
    """End a key of this person at once; False where there is none, or it was ended before."""
    with acting(clients=(HOUSE,), person_id=by, at=at):
        name = QUERIES.value("revoke_token", id=token_id, person_id=person_id, at=at)
        if name is not None:
            told = {"token": token_id, "name": name, "person": person_id}
            trail.append([trail.Event(HOUSE, "access.token_revoked", None, by, at, told)])
    return name is not None


def within(token: TokenRow, permissions: Mapping[int, frozenset[str]]) -> dict[int, frozenset[str]]:
    """What is left of a person's permissions by client for the program that has this key: never more than the person's own."""
    wanted = frozenset(token.permissions)
    return {
        client_id: held if EVERYTHING in wanted else held & wanted
        for client_id, held in permissions.items()
        if not token.clients or client_id in token.clients
    }


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def _row(found: dict[str, Any]) -> TokenRow:
    return TokenRow(**{**found, "permissions": tuple(found["permissions"]), "clients": tuple(found["clients"])})
