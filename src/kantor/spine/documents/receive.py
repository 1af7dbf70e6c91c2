"""Receiving: bytes become sealed documents, once, before anybody looks at what they say."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from psycopg.types.json import Jsonb

from kantor.spine import trail
from kantor.spine.access import Actor
from kantor.spine.documents import confidential, envelopes, storage
from kantor.spine.documents.queries import QUERIES


@dataclass(frozen=True, kw_only=True, slots=True)
class Incoming:
    """What a channel hands in.

    key: the channel's own key for the same thing coming again, else the hash of the bytes (also of what was unpacked: an attachment
    that came before is a duplicate); parent_id, part: where it was unpacked from; type: known already (filed), else recognised later;
    confidential: its name is not kept, and what is written about it is sealed (`confidential`);
    origin: code of the client of this house that handed it over.
    """

    data: bytes
    name: str
    media_type: str
    channel: str
    key: str = ""
    parent_id: int | None = None
    part: int = 0
    type: str = ""
    confidential: bool = False
    origin: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Received:
    """document_id: the new document, or the one that was there already when `duplicate`."""

    document_id: int
    sha256: str
    duplicate: bool


def receive(batch: Sequence[Incoming], actor: Actor) -> list[Received]:
    """Seal a batch for the actor's one client; answers in the order of the batch.

    The bytes are on disk and synced before the rows are written. The same key again, in the batch or ever before, is a duplicate.
    """
    (client_id,) = actor.clients
    batch = [replace(one, name=f"confidential{Path(one.name).suffix}") if one.confidential else one for one in batch]
    hashes = [hashlib.sha256(incoming.data).hexdigest() for incoming in batch]
    places = _seal({digest: incoming.data for incoming, digest in zip(batch, hashes, strict=True)}, actor)
    rows = [_row(incoming, digest, places.get(digest, (None, None))) for incoming, digest in zip(batch, hashes, strict=True)]
    given = {"client_id": client_id, "at": actor.at, "person_id": actor.person_id, "rows": Jsonb(rows)}
    QUERIES.run("seal_originals", **given)
    fresh = {row["key"]: row["id"] for row in QUERIES.dicts("receive_documents", **given)}
    hidden = [fresh[row["key"]] for row in rows if row["confidential"] and row["key"] in fresh]
    confidential.lock_up(client_id, hidden, actor.at)
    keys = [str(row["key"]) for row in rows]
    known = {row["key"]: row["id"] for row in QUERIES.dicts("documents_by_key", client_id=client_id, keys=keys)}
    answers = _answers(rows, fresh, known)
    trail.append(
        [
            trail.Event(
                client_id=client_id,
                kind="document.received" if not answer.duplicate else "document.received_again",
                document_id=answer.document_id,
                person_id=actor.person_id,
                at=actor.at,
                content=_told(incoming, answer.sha256),
            )
            for incoming, answer in zip(batch, answers, strict=True)
        ]
    )
    return answers


def _told(incoming: Incoming, digest: str) -> dict[str, object]:
    told: dict[str, object] = {"sha256": digest, "bytes": len(incoming.data), "name": incoming.name, "channel": incoming.channel}
    return {**told, "from_client": incoming.origin} if incoming.origin else told


def _seal(originals: Mapping[str, bytes], actor: Actor) -> dict[str, tuple[str, str]]:
    """Places and wrapped keys, by hash, of those originals that the client does not have yet: encrypted, their bytes are on disk now."""
    (client_id,) = actor.clients
    known = {row.sha256 for row in QUERIES.rows("sealed_already", client_id=client_id, hashes=list(originals))}
    fresh = {digest: data for digest, data in originals.items() if digest not in known}
    if not fresh:
        return {}
    sealer = envelopes.Sealer(client_id, envelopes.client_key(client_id, actor.at))
    sealed = [sealer.seal(data, digest) for digest, data in fresh.items()]
    places = storage.write(client_id, [data for data, _ in sealed])
    return {digest: (place + envelopes.SEALED, wrapped.hex()) for digest, place, (_, wrapped) in zip(fresh, places, sealed, strict=True)}


def _answers(rows: Sequence[dict[str, object]], fresh: dict[str, int], known: dict[str, int]) -> list[Received]:
    """The first of equal keys in the batch is the new one, the others are duplicates of it."""
    taken: set[str] = set()
    answers = []
    for row in rows:
        key = str(row["key"])
        new = key in fresh and key not in taken
        taken.add(key)
        answers.append(Received(document_id=known[key], sha256=str(row["sha256"]), duplicate=not new))
    return answers


def _row(incoming: Incoming, digest: str, sealed: tuple[str | None, str | None]) -> dict[str, object]:
    """sealed: place and wrapped key, nothing for an original that was there before."""
    return {
        "key": incoming.key or f"sha256:{digest}",
        "sha256": digest,
        "size_bytes": len(incoming.data),
        "media_type": incoming.media_type,
        "stored_as": sealed[0],
        "wrapped": sealed[1],
        "channel": incoming.channel,
        "name": incoming.name,
        "parent_id": incoming.parent_id,
        "part": incoming.part,
        "type": incoming.type,
        "confidential": incoming.confidential,
    }
