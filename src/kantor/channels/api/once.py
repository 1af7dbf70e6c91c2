"""Writes that happen once: the answer is kept under the caller's key in the transaction of the write, and given again to the same request.

A process killed before the commit has done nothing, one killed behind it has done everything and left its answer: the caller asks again
under the same key either way (as in the IETF's draft on the Idempotency-Key header).
"""

import hashlib
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from psycopg.types.json import Jsonb

from kantor.channels.api.problems import Problem
from kantor.desk.visit import Visit
from kantor.kit.sql import Queries
from kantor.spine import access, documents
from kantor.words import Refusal

QUERIES = Queries(__file__)
HEADER = "Idempotency-Key"
LONGEST_KEY = 255
KEPT = timedelta(hours=48)
AT_ONCE_S = 1


class Told(NamedTuple):
    """An answer as it is sent and kept."""

    status: int
    body: bytes
    headers: Mapping[str, str]
    refused: Refusal | None = None
    """What the house refuses although something was written down for it: told as a problem, and not kept under the caller's key."""


def once(request: HttpRequest, visit: Visit, token_id: int, act: Callable[[], tuple[Told, int]]) -> Told:
    """Do it, unless it was done under this key already. act: does it and answers what is told, and whose client's row keeps that.

    What was refused changed nothing and is not kept: the same request is tried anew. Problem: 400 without a key, 422 where the key was
    used for something else, 409 while the same request is still being worked on.
    """
    key = request.headers.get(HEADER, "")
    if not key.strip() or len(key) > LONGEST_KEY or not key.isprintable():
        raise Problem(400, "key_missing")
    asked = _asked(request)
    with access.acting(clients=tuple(visit.every), person_id=visit.person_id, at=visit.at):
        if not QUERIES.value("take_key", token_id=token_id, key=key):
            raise Problem(409, "still_at_it", retry_after=AT_ONCE_S)
        kept = QUERIES.one("kept_answer", clients=list(visit.every), token_id=token_id, key=key, since=visit.at - KEPT)
        if kept is None:
            told, client_id = act()
            if told.refused is None:
                _keep(told, client_id, visit, {"token_id": token_id, "key": key, "asked": asked})
        else:
            told = _again(kept, asked, _about(token_id, key), visit)
    if told.refused is not None:
        raise told.refused
    return told


def _again(kept: Any, asked: bytes, about: str, visit: Visit) -> Told:
    """The answer that was kept, if it was to this request."""
    if bytes(kept.asked) != asked:
        raise Problem(422, "key_reused")
    body = bytes(kept.body)
    if kept.sealed:
        with access.acting(clients=[kept.client_id], person_id=visit.person_id, at=visit.at):
            body = documents.Keeper(kept.client_id, visit.at).open(body, about)
    return Told(kept.status, body, {**kept.headers, "Idempotent-Replayed": "true"})


def _about(token_id: int, key: str) -> str:
    return f"answer {token_id} {key}"


def _keep(told: Told, client_id: int, visit: Visit, whose: Mapping[str, Any]) -> None:
    with access.acting(clients=[client_id], person_id=visit.person_id, at=visit.at):
        QUERIES.run("forget_answers", client_id=client_id, before=visit.at - KEPT)
        body = documents.Keeper(client_id, visit.at).seal(told.body, _about(whose["token_id"], whose["key"]))
        given = {"status": told.status, "headers": Jsonb(dict(told.headers)), "body": body, "at": visit.at}
        QUERIES.run("keep_answer", client_id=client_id, **whose, **given)


def _asked(request: HttpRequest) -> bytes:
    """The hash of what was asked; of files their names and bytes, because each attempt puts other boundaries between them."""
    found = hashlib.sha256(f"{request.method} {request.get_full_path()} {request.headers.get('If-Match', '')}\n".encode())
    if request.content_type != "multipart/form-data":
        found.update(request.body)
        return found.digest()
    for name, texts in sorted(request.POST.lists()):
        found.update(repr((name, texts)).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            if isinstance(file, UploadedFile):
                found.update(repr((name, file.name, file.size)).encode())
                for chunk in file.chunks():
                    found.update(hashlib.sha256(chunk).digest())
                file.seek(0)
    return found.digest()
