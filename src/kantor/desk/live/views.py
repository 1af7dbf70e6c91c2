"""The stream that an open screen listens to (server-sent events): that something happened, never what."""

import asyncio
from collections.abc import AsyncIterator

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import close_old_connections
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from kantor.desk.gate import ANYBODY, gate
from kantor.desk.live.watch import WATCH
from kantor.desk.visit import Visit

STILL_THERE_S = 15.0
LONGEST_S = 300.0
"""After this long the screen asks anew, and whether the person may still come in is looked at again."""
SOONEST_MS, SPREAD_MS = 1000, 3000
"""After a restart the screens come back over some seconds, not all at once."""


@gate(ANYBODY)
def live(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """An event whenever something was recorded at a client of the person; the screen then asks for what it shows, by its own gate."""
    if len(WATCH) >= settings.KANTOR.desk_streams:
        return HttpResponse(status=503, headers={"Retry-After": "30"})
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingHttpResponse(_told(tuple(visit.every)), content_type="text/event-stream", headers=headers)


async def _told(clients: tuple[int, ...]) -> AsyncIterator[bytes]:
    ends = asyncio.get_running_loop().time() + LONGEST_S
    # The thread of the request keeps its connection until the answer ends: some open screens would have all there are.
    await sync_to_async(close_old_connections)()
    yield f"retry: {SOONEST_MS + len(WATCH) * 30 % SPREAD_MS}\n\n".encode()
    with WATCH.of(clients) as happened:
        while (left := ends - asyncio.get_running_loop().time()) > 0:
            try:
                await asyncio.wait_for(happened.wait(), min(STILL_THERE_S, left))
            except TimeoutError:
                yield b": still there\n\n"
            else:
                happened.clear()
                yield b"event: happened\ndata: {}\n\n"
