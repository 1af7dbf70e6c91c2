"""Every answer below /api that tells of trouble is a problem, also where no route had a say: addresses, methods, bodies and faults."""

from collections.abc import Awaitable, Callable

from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_and_async_middleware

from kantor.channels.api.problems import BY_STATUS, MEDIA_TYPE, answer
from kantor.words.field import row_id

Answer = Callable[[HttpRequest], HttpResponse]
LaterAnswer = Callable[[HttpRequest], Awaitable[HttpResponse]]
BELOW = "/api"
TAKEN = frozenset({"application/json", "multipart/form-data"})
"""What bodies are made of; a request without a body may say whatever it likes."""
BESIDE_THE_FILES_BYTES = 1_000_000
"""What a request holds beside its files: names, boundaries, the JSON of a change."""
KEPT = ("Allow", "Retry-After")
FIRST_ERROR = 400
FAULT = 500


@sync_and_async_middleware
def middleware(get_response: Answer | LaterAnswer) -> Answer | LaterAnswer:
    """Runs inside the choice of the language, in front of synchronous and asynchronous views."""
    if iscoroutinefunction(get_response):

        async def later(request: HttpRequest) -> HttpResponse:
            return _turned_away(request) or _as_problem(request, await get_response(request))

        return later

    def at_once(request: HttpRequest) -> HttpResponse:
        return _turned_away(request) or _as_problem(request, get_response(request))  # type: ignore[arg-type]

    return at_once


def _is_below(request: HttpRequest) -> bool:
    return request.path == BELOW or request.path.startswith(f"{BELOW}/")


def _turned_away(request: HttpRequest) -> HttpResponse | None:
    """413 or 415 for a body that no route would take, before it is looked at."""
    length = row_id(request.META.get("CONTENT_LENGTH") or "0") or 0
    if not _is_below(request) or not length:
        return None
    limit_bytes = settings.KANTOR.upload_limit_bytes + BESIDE_THE_FILES_BYTES
    if length > limit_bytes:
        return answer(413, "", more={"limit_bytes": limit_bytes})
    return None if request.content_type in TAKEN else answer(415, "", more={"taken": sorted(TAKEN)})


def _as_problem(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code < FIRST_ERROR or not _is_below(request) or response.headers.get("Content-Type") == MEDIA_TYPE:
        return response
    status = response.status_code if response.status_code in BY_STATUS else FIRST_ERROR if response.status_code < FAULT else FAULT
    told = answer(status, "")
    for name in KEPT:
        if name in response.headers:
            told.headers[name] = response.headers[name]
    return told
