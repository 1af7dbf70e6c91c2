"""Notes that a log-in is in use, so that one that lies idle ends; what a page asks for by itself is no use."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

from kantor.spine.access.session_store import SessionStore
from kantor.spine.access.sessions import is_by_itself


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Runs after log-in is known."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not is_by_itself(request.headers) and request.user.is_authenticated:
            assert isinstance(request.session, SessionStore)
            request.session.note_used(datetime.now(UTC))
        return get_response(request)

    return answer
