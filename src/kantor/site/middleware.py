"""What every answer of the web server carries: no inline and foreign scripts, no copy left behind; and static files in one piece."""

from collections.abc import Awaitable, Callable
from io import BytesIO

from asgiref.sync import iscoroutinefunction
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_and_async_middleware
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
    "frame-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; manifest-src 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), "
    "publickey-credentials-create=(self), publickey-credentials-get=(self)",
    # What people see is nobody's business on a shared computer; pictures of pages and static files say their own.
    "Cache-Control": "no-store",
}
Answer = Callable[[HttpRequest], HttpResponse]
LaterAnswer = Callable[[HttpRequest], Awaitable[HttpResponse]]


@sync_and_async_middleware
def security_headers(get_response: Answer | LaterAnswer) -> Answer | LaterAnswer:
    """Adds what browsers are to keep to, in front of synchronous and asynchronous views."""
    if iscoroutinefunction(get_response):

        async def later(request: HttpRequest) -> HttpResponse:
            return _with_headers(await get_response(request))

        return later

    def at_once(request: HttpRequest) -> HttpResponse:
        return _with_headers(get_response(request))  # type: ignore[arg-type]

    return at_once


def _with_headers(response: HttpResponse) -> HttpResponse:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]  # it comes without types
    """Static files as whole answers: as synchronous streams an asynchronous server would read them to the end in a thread and warn."""

    @staticmethod
    def serve(static_file: StaticFile, request: HttpRequest) -> HttpResponse:
        found = static_file.get_response(request.method, request.META)
        with found.file or BytesIO() as file:
            answer = HttpResponse(file.read(), status=int(found.status))
        del answer["Content-Type"]
        for name, value in found.headers:
            answer.headers[name] = value
        return answer
