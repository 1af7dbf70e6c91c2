"""What every answer of the web server carries: a policy that forbids inline and foreign scripts."""

from collections.abc import Awaitable, Callable

from asgiref.sync import iscoroutinefunction
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_and_async_middleware

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
    "frame-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; manifest-src 'self'"
)
Answer = Callable[[HttpRequest], HttpResponse]
LaterAnswer = Callable[[HttpRequest], Awaitable[HttpResponse]]


@sync_and_async_middleware
def content_security_policy(get_response: Answer | LaterAnswer) -> Answer | LaterAnswer:
    """Adds the Content-Security-Policy, in front of synchronous and asynchronous views."""
    if iscoroutinefunction(get_response):

        async def later(request: HttpRequest) -> HttpResponse:
            return _with_policy(await get_response(request))

        return later

    def at_once(request: HttpRequest) -> HttpResponse:
        return _with_policy(get_response(request))  # type: ignore[arg-type]

    return at_once


def _with_policy(response: HttpResponse) -> HttpResponse:
    response.headers.setdefault("Content-Security-Policy", POLICY)
    return response
