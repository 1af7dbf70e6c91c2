"""Many files handed in at once: kept under the caller's key, taken in by the workers, and a result for each file."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import Http404
from ninja import File, Query, Router, Schema
from ninja.files import UploadedFile
from psycopg.types.json import Jsonb

from kantor.channels.api.gates import Call, reads, writes
from kantor.channels.api.once import QUERIES
from kantor.channels.api.problems import Problem
from kantor.channels.api.shapes import Across, PathId
from kantor.channels.api.taking_in import Brought, OutcomeShape, door_for, shown_outcomes
from kantor.channels.door import HAND_IN, carry, sorted_by_client
from kantor.channels.door import File as Received
from kantor.spine import access, documents
from kantor.spine.cases import Outcome

LOG = logging.getLogger("kantor.working")
ROUTER = Router(tags=["documents"])
MOST_FILES = 1000


class BundleFile(Schema):
    """A file of the bundle. state: waiting, done; documents: what became of each document in it."""

    number: int
    name: str
    state: str
    documents: list[OutcomeShape]


class BundleShape(Schema):
    id: int
    waiting: int
    done: int
    files: list[BundleFile]


class Waits(NamedTuple):
    """A client with files that wait, since when and how many."""

    client_id: int
    due_at: datetime
    number: int


@ROUTER.post("/bundles", response={202: BundleShape}, summary="Hand in many files")
@writes(HAND_IN, one=False)
def hand_in(request: Call, files: File[list[UploadedFile]], asked: Query[Brought]) -> Any:
    """Answered as soon as they are kept; ask for the results. Without ?client= the buyer's VAT id decides."""
    visit = request.visit
    if len(files) > MOST_FILES or sum(file.size or 0 for file in files) > settings.KANTOR.upload_limit_bytes:
        raise Problem(413, limit_bytes=settings.KANTOR.upload_limit_bytes, most_files=MOST_FILES)
    client_id, is_chosen = min(visit.clients), len(request.GET.getlist("client")) == 1
    with access.acting(clients=[client_id], person_id=visit.person_id, at=visit.at):
        given = {"client_id": client_id, "token_id": request.token.id, "person_id": visit.person_id, "at": visit.at}
        bundle_id = QUERIES.value("add_bundle", **given, allowed=list(visit.clients), chosen=is_chosen, confidential=asked.confidential)
        names = [_name(file, number, asked.confidential) for number, file in enumerate(files, start=1)]
        keeper = documents.Keeper(client_id, visit.at)
        contents = [keeper.seal(file.read(), _about(bundle_id, number)) for number, file in enumerate(files, start=1)]
        QUERIES.run("add_bundle_files", client_id=client_id, bundle_id=bundle_id, names=names, contents=contents)
        return 202, _shown(client_id, bundle_id)


@ROUTER.get("/bundles/{bundle_id}", response=BundleShape, summary="Results of a bundle")
@reads(HAND_IN)
def one_bundle(request: Call, bundle_id: PathId, asked: Query[Across]) -> Any:
    """Of the key's person; a file that waits is taken in by the next worker."""
    client_id = QUERIES.value("client_of_bundle", clients=list(request.visit.clients), id=bundle_id, person_id=request.visit.person_id)
    if client_id is None:
        raise Http404
    return _shown(client_id, bundle_id)


def _shown(client_id: int, bundle_id: int) -> BundleShape:
    rows = QUERIES.rows("bundle_files", client_id=client_id, bundle_id=bundle_id)
    files = [
        BundleFile(number=row.number, name=row.name, state="done" if row.done_at else "waiting", documents=row.outcomes or [])
        for row in rows
    ]
    done = sum(one.state == "done" for one in files)
    return BundleShape(id=bundle_id, waiting=len(files) - done, done=done, files=files)


def waiting(at: datetime) -> list[Waits]:
    """Clients under which files of bundles wait."""
    every = access.every_client()
    with access.acting(clients=every, person_id=None, at=at):
        return [Waits(*row) for row in QUERIES.rows("bundles_waiting", clients=every)]


def take_one(client_id: int, now: Callable[[], datetime]) -> int:
    """Take in the next file that waits, with its result in the same transaction; 0 where none does.

    Two workers that read the same file do it twice, and only one of them writes.
    """
    with access.acting(clients=[client_id], person_id=None, at=now()):
        row = QUERIES.one("next_bundle_file", client_id=client_id)
        if row is None:
            return 0
        keeper = documents.Keeper(client_id, now())
    at = now()
    permitted = access.permissions(row.person_id, row.allowed, at.date())
    allowed = [one for one in row.allowed if HAND_IN in permitted[one]]
    try:
        if not allowed:
            raise PermissionError(HAND_IN)
        door = door_for(row.person_id, allowed, allowed if row.chosen else (), confidential=row.confidential)
        data = keeper.open(bytes(row.data), _about(row.bundle_id, row.number)) if row.sealed else bytes(row.data)
        batch = sorted_by_client([Received(name=row.name, data=data)], door)
        with access.acting(clients=[client_id], person_id=row.person_id, at=at):
            if not QUERIES.value("claim_bundle_file", client_id=client_id, id=row.id):
                return 0
            outcomes = list(carry(batch, door))
            told = [one.model_dump(mode="json") for one in shown_outcomes([_said(one, row) for one in outcomes]).documents]
            QUERIES.run("finish_bundle_file", client_id=client_id, id=row.id, at=at, outcomes=Jsonb(told))
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # what is wrong with one file must not hold up the others
        LOG.exception("bundle_file=%d outcome=failed", row.id)
        told = [_failed(row, error)]
        with access.acting(clients=[client_id], person_id=None, at=now()):
            QUERIES.run("finish_bundle_file", client_id=client_id, id=row.id, at=at, outcomes=Jsonb(told))
    return 1


def _name(file: UploadedFile, number: int, is_confidential: bool) -> str:
    """As its sender calls it; a confidential file is known by its number alone."""
    name = (file.name or "file").replace("\x00", "")
    return f"confidential-{number}{Path(name).suffix}" if is_confidential else name


def _said(outcome: Outcome, row: Any) -> Outcome:
    """What is kept as the result: of confidential files no findings, because they say what stands in them; the document has them."""
    return replace(outcome, findings=()) if row.confidential else outcome


def _about(bundle_id: int, number: int) -> str:
    return f"bundle {bundle_id} {number}"


def _failed(row: Any, error: Exception) -> dict[str, Any]:
    """A result that says that nothing was taken in, and why."""
    why = type(error).__name__ if row.confidential else f"{type(error).__name__}: {error}"[:500]
    finding = {"key": "documents.reading_failed", "severity": "stop", "says": why}
    return {"document": 0, "name": row.name, "sha256": "", "type": "", "outcome": "refused", "findings": [finding]}
