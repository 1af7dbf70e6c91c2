"""Server-sent events: what happens to the documents that a key may see, as it happens, and from where the reader left off."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import close_old_connections
from django.http import StreamingHttpResponse
from ninja import Query, Router

from kantor.channels import hooks
from kantor.channels.api.gates import Call, reads, visit_for
from kantor.channels.api.problems import Problem
from kantor.channels.api.shapes import Across
from kantor.channels.hooks import Place
from kantor.desk import clock
from kantor.desk.gate import ANYBODY
from kantor.desk.lists.page import visible_types
from kantor.spine import access

ROUTER = Router(tags=["events"])
LOOK_EVERY_S = 1.0
STILL_THERE_S = 15.0
LONGEST_S = 3600.0
AT_ONCE = 200
RETRY_MS = 2000


@dataclass(slots=True)
class Streams:
    """How many streams this process serves now."""

    open: int = 0


STREAMS = Streams()
DESCRIBED = {
    "parameters": [
        {
            "name": "Last-Event-ID",
            "in": "header",
            "required": False,
            "schema": {"type": "string"},
            "description": "Go on behind this event.",
        }
    ],
    "responses": {200: {"description": "A stream", "content": {"text/event-stream": {"schema": {"type": "string"}}}}},
}


@ROUTER.get("/events", summary="Follow what happens", openapi_extra=DESCRIBED)
@reads(ANYBODY)
def events(request: Call, asked: Query[Across]) -> Any:
    """An event for each record of the audit trail about a document that the key may see; ends after an hour, go on with Last-Event-ID."""
    if STREAMS.open >= settings.KANTOR.api_streams:
        raise Problem(503, retry_after=10)
    named = request.headers.get("Last-Event-ID", "")
    after = hooks.place_of(named) if named else hooks.here()
    if after is None:
        raise Problem(400)
    secret = request.headers["Authorization"].partition(" ")[2]
    answer = StreamingHttpResponse(_stream(secret, request.visit.clients, after), content_type="text/event-stream")
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


async def _stream(secret: str, clients: tuple[int, ...], after: Place) -> AsyncIterator[bytes]:
    """Looks every second, in a thread; ends when the key does."""
    STREAMS.open += 1
    began = spoke = time.monotonic()
    try:
        yield f"retry: {RETRY_MS}\n\n".encode()
        while time.monotonic() - began < LONGEST_S:
            found = await sync_to_async(_look, thread_sensitive=True)(secret, clients, after)
            if found is None:
                return
            told, after = found
            if told:
                spoke = time.monotonic()
                yield told
            elif time.monotonic() - spoke > STILL_THERE_S:
                spoke = time.monotonic()
                yield b": still there\n\n"
            await asyncio.sleep(LOOK_EVERY_S)
    finally:
        STREAMS.open -= 1


def _look(secret: str, clients: tuple[int, ...], after: Place) -> tuple[bytes, Place] | None:
    """What has happened since, for whatever the key may see by now; None where it may nothing any more."""
    try:
        at = clock.now()
        token = access.token_by_secret(secret, at)
        if token is None:
            return None
        visit = visit_for(token)
        chosen = tuple(one for one in clients if one in visit.every)
        with access.acting(clients=chosen, person_id=visit.person_id, at=at) as actor:
            pairs = {(client, type) for client, type in visible_types(visit) if client in chosen}
            found, place = hooks.events(actor.clients, pairs, after, at_most=AT_ONCE)
        return b"".join(_told(one) for one in found), place
    except PermissionDenied:
        return None
    finally:
        close_old_connections()


def _told(event: hooks.Event) -> bytes:
    data = json.dumps(event.as_json(), separators=(",", ":"))
    return f"id: {hooks.place_text(event.place)}\nevent: {event.kind}\ndata: {data}\n\n".encode()
