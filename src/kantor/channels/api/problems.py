"""Problems (RFC 9457): why something was not done, in the caller's language, and what to do about it."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import IntegrityError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja.errors import AuthenticationError, HttpError, ValidationError

from kantor.desk.constraints import refusal_of
from kantor.desk.sentences import refusal
from kantor.engines.reading import Unavailable
from kantor.kit.say import known
from kantor.kit.ui import shown
from kantor.spine import documents
from kantor.words import Refusal

MEDIA_TYPE = "application/problem+json"
URN = "urn:kantor:problem:"
SAVED_AT_ONCE = "cases.saved_at_once"
BY_STATUS = {
    400: "bad_request",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    409: "refused",
    410: "erased",
    412: "changed_meanwhile",
    413: "too_large",
    415: "media_type",
    422: "not_understood",
    428: "if_match_missing",
    429: "too_many",
    500: "our_fault",
    503: "later",
}
"""Status -> the problem that it stands for where nothing more is known; each has a title and what to do in words.toml."""


BUSY_S = 2
"""In how many seconds a caller may try again for whom there was no connection to the database."""
KINDS: tuple[tuple[type[Exception], int, str], ...] = (
    (Http404, 404, ""),
    (RequestDataTooBig, 413, ""),
    (TooManyFilesSent, 413, ""),
    (TooManyFieldsSent, 413, ""),
    (MultiPartParserError, 400, "unreadable"),
    (UnreadablePostError, 400, "unreadable"),
    (documents.Erased, 410, ""),
    (OperationalError, 503, ""),
    (Unavailable, 503, ""),
)
"""Errors of others -> status and problem, '' for the one that stands for the status."""


class Problem(Exception):
    """Raised by whoever cannot do what was asked. key: of `api.problem.<key>`; more: further members of the answer."""

    def __init__(self, status: int, key: str = "", evidence: Mapping[str, str] | None = None, **more: Any) -> None:
        super().__init__(key or BY_STATUS[status])
        self.status, self.key, self.evidence, self.more = status, key or BY_STATUS[status], dict(evidence or {}), more


def problem(request: HttpRequest, error: Exception) -> HttpResponse:
    """The answer for whatever was raised; what nobody foresaw is raised again, so that the server's log has it."""
    if isinstance(error, Problem):
        return answer(error.status, error.key, error.evidence, error.more)
    if isinstance(error, Refusal):
        return answer(412, "") if error.key == SAVED_AT_ONCE else _refused(error)
    if isinstance(error, ValidationError):
        errors = [{"at": ".".join(str(part) for part in one["loc"]), "says": str(one["msg"])} for one in error.errors]
        return answer(422, "not_understood", {}, {"errors": errors})
    if isinstance(error, AuthenticationError):
        return answer(401, "unauthorized")
    if isinstance(error, PermissionDenied):
        return answer(403, "forbidden", {"permission": str(error)}, {"permission": str(error)} if str(error) else {})
    if isinstance(error, HttpError):
        return _no_body_of_its_kind(request) if error.status_code == 400 else answer(error.status_code, "")
    for kind, status, key in KINDS:
        if isinstance(error, kind):
            return answer(status, key, more={"retry_after": BUSY_S} if status == 503 else None)
    if isinstance(error, IntegrityError):
        return _not_integral(request, error)
    raise error


def answer(status: int, key: str, evidence: Mapping[str, str] | None = None, more: Mapping[str, Any] | None = None) -> HttpResponse:
    """type, title, status, detail and what_to_do, in the language of the request."""
    key = key or BY_STATUS[status]
    told = refusal(f"api.problem.{key}", evidence or {})
    to_do = f"api.problem.{key}.do"
    return _told(
        {
            "type": URN + key,
            "title": told,
            "status": status,
            "detail": told,
            "what_to_do": shown.sentence(to_do if known(to_do) else f"api.problem.{BY_STATUS[status]}.do"),
            **(more or {}),
        }
    )


def _no_body_of_its_kind(request: HttpRequest) -> HttpResponse:
    """A body that is no JSON: because it is something else, or because it is broken."""
    return answer(400, "unreadable") if request.content_type == "application/json" else answer(415, "")


def _refused(error: Refusal) -> HttpResponse:
    """What the house refuses, with the sentence that the desk says."""
    return _told(
        {
            "type": URN + error.key,
            "title": shown.sentence("api.problem.refused"),
            "status": 409,
            "detail": refusal(error.key, error.evidence),
            "what_to_do": shown.sentence("api.problem.refused.do"),
            "key": error.key,
            "evidence": dict(error.evidence),
        }
    )


def _not_integral(request: HttpRequest, error: IntegrityError) -> HttpResponse:
    """A constraint of the database said no: the second pair of eyes, or somebody else who was quicker; else it is a fault of ours."""
    return problem(request, refusal_of(error))


def _told(told: Mapping[str, Any]) -> HttpResponse:
    response = HttpResponse(json.dumps(told, ensure_ascii=False), content_type=MEDIA_TYPE, status=told["status"])
    if told["status"] == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    if told["status"] in (409, 429, 503) and "retry_after" in told:
        response.headers["Retry-After"] = str(told["retry_after"])
    return response
