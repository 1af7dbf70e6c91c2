"""Versions of a client's model: kept with their reports, one of them in use, any of them to be gone back to."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from psycopg.types.json import Jsonb

from kantor.engines.extracting import Exam, Model, Schooled
from kantor.engines.extracting import start as start_model
from kantor.spine import documents, trail
from kantor.spine.access import Actor
from kantor.spine.schooling.queries import QUERIES
from kantor.words import Refusal

MOST_SHOWN = 50


class InUse(NamedTuple):
    """The client's own model: its number, its version, and the newest document that it was grown from."""

    id: int
    version: str
    newest_document_id: int


class Version(NamedTuple):
    """A model as a screen shows it."""

    id: int
    client_id: int
    version: str
    documents: int
    exam: Exam
    outcome: str
    made_at: datetime
    asked_by: int | None
    is_in_use: bool


def in_use(client_id: int) -> InUse | None:
    """None where the client's papers are read by the model that every house begins with."""
    row = QUERIES.one("in_use", client_id=client_id)
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


def keep(schooled: Schooled, newest_document_id: int, documents_count: int, actor: Actor, *, asked_by: int | None = None) -> str:
    """Keep what came of a training of the actor's one client, and use it from now on where it is better; answers its version."""
    (client_id,) = actor.clients
    assert schooled.model is not None
    version = schooled.model.name.split()[-1]
    sealed = documents.Keeper(client_id, actor.at).seal(schooled.model.as_bytes(), f"model {version}")
    told = {"documents": documents_count, "newest": newest_document_id, "outcome": schooled.outcome, "at": actor.at, "asked_by": asked_by}
    row = QUERIES.one("keep_model", client_id=client_id, version=version, content=sealed, report=Jsonb(schooled.exam.as_json()), **told)
    assert row is not None
    made = {"version": version, "documents": documents_count, "newest": newest_document_id, "outcome": schooled.outcome}
    report = trail.text_hash(json.dumps(schooled.exam.as_json(), sort_keys=True))
    trail.append([trail.Event(client_id, "model.made", None, asked_by, actor.at, {**made, "report": report})])
    if schooled.outcome == "taken":
        _use(row.id, version, actor, person_id=None)
    return version


def use(version: str, actor: Actor) -> None:
    """Have this version read the papers of the actor's one client from now on; '' the model that every house begins with.

    Refusal `schooling.no_such_version` where the client has none of that name.
    """
    (client_id,) = actor.clients
    known = next((one for one in versions([client_id]) if one.version == version), None)
    if version and known is None:
        raise Refusal("schooling.no_such_version", evidence={"version": version})
    _use(known.id if known else None, version, actor, person_id=actor.person_id)


def _use(model_id: int | None, version: str, actor: Actor, *, person_id: int | None) -> None:
    (client_id,) = actor.clients
    QUERIES.run("use_model", client_id=client_id, model_id=model_id, person_id=person_id, at=actor.at)
    told = {"version": version or start_model().name}
    trail.append([trail.Event(client_id, "model.used", None, person_id, actor.at, told)])


def versions(clients: Sequence[int]) -> list[Version]:
    """The newest first."""
    rows: Sequence[Any] = QUERIES.rows("models", clients=list(clients), at_most=MOST_SHOWN)
    return [
        Version(
            row.id,
            row.client_id,
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
