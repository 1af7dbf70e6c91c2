"""Server-sent events: what happens to the documents that a key may see, as it happens, and from where the reader left off."""

import asyncio
import json
import threading
import weakref
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any, NamedTuple

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
from kantor.desk.lists.page import visible
from kantor.desk.live.watch import WATCH
from kantor.spine import access

ROUTER = Router(tags=["events"])
STILL_THERE_S = 15.0
LONGEST_S = 3600.0
AT_ONCE = 200
RETRY_MS = 2000


class Streams:
    """How many streams this process serves now."""

    def __init__(self) -> None:
        self.open, self._lock = 0, threading.Lock()

    def seat(self, most: int) -> "Seat | None":
        """A place among so many at most; free again as soon as nobody holds it, however the stream ended or whether it ever began."""
        with self._lock:
            if self.open >= most:
                return None
            self.open += 1
        seat = Seat()
        weakref.finalize(seat, self._leave)
        return seat

    def _leave(self) -> None:
        with self._lock:
            self.open -= 1


class Seat:
    """Held by a stream while it lives."""


class Looked(NamedTuple):
    """told: events as they are sent; place: where to go on; is_full: there is more at once; key_left_s: how long the key holds."""

    told: bytes
    place: Place
    is_full: bool
    key_left_s: float


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
    named = request.headers.get("Last-Event-ID", "")
    after = hooks.place_of(named) if named else hooks.here()
    if after is None:
        raise Problem(400)
    seat = STREAMS.seat(settings.KANTOR.api_streams)
    if seat is None:
        raise Problem(503, retry_after=10)
    secret = request.headers["Authorization"].partition(" ")[2]
    answer = StreamingHttpResponse(_stream(seat, secret, request.visit.clients, after), content_type="text/event-stream")
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


async def _stream(seat: Seat, secret: str, clients: tuple[int, ...], place: Place) -> AsyncIterator[bytes]:
    """Looks when something happened at the clients, in a thread; ends when the key does.

    Every line with an id says where to go on, also while there is nothing to tell.
    """
    now = asyncio.get_running_loop().time
    ends = now() + LONGEST_S
    yield f"retry: {RETRY_MS}\nid: {hooks.place_text(place)}\n\n".encode()
    with WATCH.of(clients) as happened:
        while (left_s := ends - now()) > 0:
            happened.clear()
            found = await sync_to_async(_look, thread_sensitive=True)(secret, clients, place)
            if found is None:
                return
            place = found.place
            yield found.told or f": still there\nid: {hooks.place_text(place)}\n\n".encode()
            if not found.is_full:
                with suppress(TimeoutError):
                    await asyncio.wait_for(happened.wait(), min(STILL_THERE_S, left_s, found.key_left_s))


def _look(secret: str, clients: tuple[int, ...], after: Place) -> Looked | None:
    """What has happened since, for whatever the key may see by now; None where it may nothing any more."""
    try:
        at = clock.now()
        token = access.token_by_secret(secret, at)
        if token is None:
            return None
        visit = visit_for(token)
        chosen = tuple(one for one in clients if one in visit.every)
        with access.acting(clients=chosen, person_id=visit.person_id, at=at) as actor:
            pairs = {(client, way) for client, way in visible(visit) if client in chosen}
            found, place, is_full = hooks.events(actor.clients, pairs, after, at_most=AT_ONCE)
        told = b"".join(_told(one) for one in found)
        return Looked(told, place, is_full, (token.expires_at - at).total_seconds() + 0.01)
    except PermissionDenied:
        return None
    finally:
        close_old_connections()


def _told(event: hooks.Event) -> bytes:
    data = json.dumps(event.as_json(), separators=(",", ":"))
    return f"id: {hooks.place_text(event.place)}\nevent: {event.kind}\ndata: {data}\n\n".encode()
