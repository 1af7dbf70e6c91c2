"""Each request gets a number of its own, which its answer and every line of the log carry, and the time it took is counted."""

import logging
import re
import time
from collections.abc import Awaitable, Callable
from secrets import token_hex

from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_and_async_middleware

from kantor.site import logs
from kantor.site.health import counting

LOG = logging.getLogger("kantor.web")
HEADER = "X-Request-ID"
USABLE = re.compile(r"[\w.-]{1,64}")
Answer = Callable[[HttpRequest], HttpResponse]
LaterAnswer = Callable[[HttpRequest], Awaitable[HttpResponse]]


@sync_and_async_middleware
def told(get_response: Answer | LaterAnswer) -> Answer | LaterAnswer:
    """Outermost of all, in front of synchronous and asynchronous views."""
    if iscoroutinefunction(get_response):

        async def later(request: HttpRequest) -> HttpResponse:
            number, began = _number(request), time.monotonic()
            with logs.about(request=number):
                return _tell(request, await get_response(request), number, time.monotonic() - began)

        return later

    def at_once(request: HttpRequest) -> HttpResponse:
        number, began = _number(request), time.monotonic()
        with logs.about(request=number):
            return _tell(request, get_response(request), number, time.monotonic() - began)  # type: ignore[arg-type]

    return at_once


def _number(request: HttpRequest) -> str:
    """The proxy's own number where it sends one that is harmless."""
    given = request.headers.get(HEADER, "")
    return given if USABLE.fullmatch(given) else token_hex(8)


def _tell(request: HttpRequest, response: HttpResponse, number: str, seconds: float) -> HttpResponse:
    """The address itself is not told: what somebody searched for stands in it."""
    match = request.resolver_match
    route, document = (match.view_name, match.kwargs.get("document_id")) if match else ("unknown", None)
    counting.request_done(settings.KANTOR, route=route, method=request.method or "", status=response.status_code, seconds=seconds)
    with logs.about(**({"document": document} if document else {})):
        LOG.info("route=%s method=%s status=%d seconds=%.3f", route, request.method, response.status_code, seconds)
    response.headers[HEADER] = number
    return response
