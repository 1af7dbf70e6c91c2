"""Versions of a client's model: kept with their reports, one of them in use, any of them to be gone back to."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from psycopg.types.json import Jsonb

from kantor.engines.correspondence import usual_sorter
from kantor.engines.extracting import SORTERS, Exam, Model, usual_kinds
from kantor.engines.extracting import start as start_model
from kantor.spine import documents, trail
from kantor.spine.access import Actor
from kantor.spine.schooling.queries import QUERIES
from kantor.words import Refusal

MOST_SHOWN = 50
FIELDS, KINDS, MAILS = "fields", *SORTERS
PURPOSES = (FIELDS, KINDS, MAILS)
"""What models are for: reading fields, telling kinds of papers, sorting mails."""


class InUse(NamedTuple):
    """The client's own model: its number, its version, and the newest document that it was grown from."""

    id: int
    version: str
    newest_document_id: int


class Version(NamedTuple):
    """A model as a screen shows it."""

    id: int
    client_id: int
    purpose: str
    version: str
    documents: int
    exam: Exam
    outcome: str
    made_at: datetime
    asked_by: int | None
    is_in_use: bool


class Grown(NamedTuple):
    """What came of a training for one purpose. content: the model's bytes; outcome: `taken`, or why it is not better."""

    purpose: str
    version: str
    content: bytes
    exam: Exam
    outcome: str


def in_use(client_id: int, purpose: str = FIELDS) -> InUse | None:
    """None where the client uses the model that every house begins with."""
    row = QUERIES.one("in_use", client_id=client_id, purpose=purpose)
    return InUse(*row) if row else None


def content(model: InUse, client_id: int, at: datetime) -> bytes:
    """The model's own bytes. OSError where they are not what was kept."""
    row = QUERIES.one("content", client_id=client_id, id=model.id)
    assert row is not None
    return documents.Keeper(client_id, at).open(bytes(row.content), f"model {row.version}")


def name_of(client_id: int) -> str:
    """How a reading names the model as its reader; the version follows."""
    return f"client {client_id}"


def model_of(client_id: int, at: datetime) -> Model:
    """The model that reads the client's papers."""
    own = in_use(client_id)
    return Model.from_bytes(content(own, client_id, at), name=name_of(client_id)) if own else start_model()


def own_content(client_id: int, purpose: str, at: datetime) -> bytes:
    """The bytes of the client's own model for this purpose, b'' where it has none in use."""
    own = in_use(client_id, purpose)
    return content(own, client_id, at) if own else b""


def keep(grown: Grown, newest_document_id: int, documents_count: int, actor: Actor, *, asked_by: int | None = None) -> str:
    """Keep what came of a training of the actor's one client, and use it from now on where it is better; answers its version."""
    (client_id,) = actor.clients
    sealed = documents.Keeper(client_id, actor.at).seal(grown.content, f"model {grown.version}")
    told = {"documents": documents_count, "newest": newest_document_id, "outcome": grown.outcome, "at": actor.at, "asked_by": asked_by}
    named = {"purpose": grown.purpose, "version": grown.version}
    row = QUERIES.one("keep_model", client_id=client_id, content=sealed, report=Jsonb(grown.exam.as_json()), **named, **told)
    assert row is not None
    made = {**named, "documents": documents_count, "newest": newest_document_id, "outcome": grown.outcome}
    report = trail.text_hash(json.dumps(grown.exam.as_json(), sort_keys=True))
    trail.append([trail.Event(client_id, "model.made", None, asked_by, actor.at, {**made, "report": report})])
    if grown.outcome == "taken":
        _use(row.id, grown.purpose, grown.version, actor, person_id=None)
    return grown.version


def use(version: str, actor: Actor, purpose: str = FIELDS) -> None:
    """Have this version serve the actor's one client from now on; '' the model that every house begins with, for that purpose.

    Refusal `schooling.no_such_version` where the client has none of that name, or there is no such purpose.
    """
    (client_id,) = actor.clients
    known = next((one for one in versions([client_id]) if one.version == version), None)
    if (version and known is None) or purpose not in PURPOSES:
        raise Refusal("schooling.no_such_version", evidence={"version": version or purpose})
    _use(known.id if known else None, known.purpose if known else purpose, version, actor, person_id=actor.person_id)


def _use(model_id: int | None, purpose: str, version: str, actor: Actor, *, person_id: int | None) -> None:
    (client_id,) = actor.clients
    QUERIES.run("use_model", client_id=client_id, purpose=purpose, model_id=model_id, person_id=person_id, at=actor.at)
    told = {"purpose": purpose, "version": version or start_version(purpose)}
    trail.append([trail.Event(client_id, "model.used", None, person_id, actor.at, told)])


def start_version(purpose: str) -> str:
    """The name of the model that every house begins with."""
    return start_model().name if purpose == FIELDS else f"start {(usual_kinds() if purpose == KINDS else usual_sorter()).version}"


def versions(clients: Sequence[int]) -> list[Version]:
    """The newest first."""
    rows: Sequence[Any] = QUERIES.rows("models", clients=list(clients), at_most=MOST_SHOWN)
    return [
        Version(
            row.id,
            row.client_id,
            row.purpose,
            row.version,
            row.documents,
            Exam.from_json(row.report),
            row.outcome,
            row.made_at,
            row.asked_by,
            bool(row.is_in_use),
        )
        for row in rows
    ]
