"""Filing: documents that nobody sent as a file - typed at the desk, caused by another document, or made by the calendar."""

from collections.abc import Sequence
from dataclasses import dataclass

from psycopg.types.json import Jsonb

from kantor.spine import trail
from kantor.spine.access import Actor
from kantor.spine.documents import confidential
from kantor.spine.documents.queries import QUERIES
from kantor.words import Reading


@dataclass(frozen=True, kw_only=True, slots=True)
class Filing:
    """key: what makes it the same document when it is filed again; made_by: the person who typed it, None for the house;
    confidential: what is written about it is kept encrypted."""

    type: str
    key: str
    reading: Reading
    channel: str
    made_by: int | None = None
    name: str = ""
    confidential: bool = False


def enter(batch: Sequence[Filing], actor: Actor) -> dict[str, tuple[int, bool]]:
    """Enter documents without a file for the actor's one client: key -> (document, whether it is new)."""
    (client_id,) = actor.clients
    rows = [
        {
            "key": filing.key,
            "sha256": None,
            "channel": filing.channel,
            "name": filing.name,
            "parent_id": None,
            "part": 0,
            "type": filing.type,
            "confidential": filing.confidential,
        }
        for filing in batch
    ]
    given = {"client_id": client_id, "at": actor.at, "person_id": actor.person_id, "rows": Jsonb(rows)}
    fresh = {row["key"]: row["id"] for row in QUERIES.dicts("receive_documents", **given)}
    confidential.lock_up(client_id, [fresh[filing.key] for filing in batch if filing.confidential and filing.key in fresh], actor.at)
    known = {row["key"]: row["id"] for row in QUERIES.dicts("documents_by_key", client_id=client_id, keys=[filing.key for filing in batch])}
    trail.append(
        [
            trail.Event(
                client_id=client_id,
                kind="document.filed",
                document_id=fresh[filing.key],
                person_id=filing.made_by,
                at=actor.at,
                content={"type": filing.type, "key": filing.key, "channel": filing.channel},
            )
            for filing in {filing.key: filing for filing in batch}.values()
            if filing.key in fresh
        ]
    )
    return {key: (document_id, key in fresh) for key, document_id in known.items()}
