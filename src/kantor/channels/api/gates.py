"""The gate of every route: whose key it is, what it may do for which clients, and the one transaction in which it is done.

    @reads("ledger.see")
    def balances(request, ...): ...              # request.visit sees the clients for which the key has `ledger.see`

    @writes_document("send_back")
    def send_back(request, document_id, ...): ...  # request.visit.document; done once under its Idempotency-Key

Each gated function carries `permission`, as the desk's views do, and a test of the house walks through them.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from ninja import Schema
from ninja.operation import Operation
from ninja.security import HttpBearer
from ninja.utils import contribute_operation_callback

from kantor.channels.api.once import HEADER, LONGEST_KEY, Told, once
from kantor.channels.api.pace import PACE
from kantor.channels.api.problems import Problem
from kantor.desk import clock, gate
from kantor.desk.gate import ANYBODY, STEP, with_document
from kantor.desk.visit import Visit
from kantor.spine import access
from kantor.spine.access import TokenRow
from kantor.words import Refusal
from kantor.words.field import row_id

LOG = logging.getLogger("kantor.api")
NO_KEY = 0
"""Stands for whatever comes with a key that is none, so that a flood of them is one line a minute."""
JSON = "application/json"
ETAG = "ETag"
Route = Callable[..., Any]

IDEMPOTENCY = {
    "name": HEADER,
    "in": "header",
    "required": True,
    "description": "Anything unique to this write. The same request under the same key is answered again and done once; kept for 48 hours.",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": r"^[!-~]+$"},
}


class Call(HttpRequest):
    """A request that came with a key. visit: whose it is and what it may, as the desk knows it, narrowed to what the key may;
    prepared: what a route worked out in front of its transaction."""

    token: TokenRow
    visit: Visit
    prepared: Any


class FileAnswer(NamedTuple):
    """What a route answers that gives a file; name: what a program may call it, in plain letters."""

    data: bytes
    media_type: str
    name: str


class Keyed(HttpBearer):
    """`Authorization: Bearer kantor_...`; cookies are not looked at. Requests beyond the key's pace are turned away."""

    def authenticate(self, request: HttpRequest, token: str) -> TokenRow | None:
        found = access.token_by_secret(token, clock.now())
        if found is None:
            if PACE.is_news(NO_KEY):
                LOG.warning("outcome=refused reason=%s", "a key that does not hold")
            return None
        if gate.is_elsewhere(request, found.person_id):
            raise Problem(403)
        if "Accept-Language" not in request.headers:
            translation.activate(found.language)
        if wait_s := PACE.wait_s(found.id, settings.KANTOR.api_requests_per_minute):
            if PACE.is_news(found.id):
                LOG.warning("token=%d person=%d wait_s=%d outcome=slowed", found.id, found.person_id, wait_s)
            raise Problem(429, retry_after=wait_s)
        request.token = found  # type: ignore[attr-defined]
        return found


def visit_for(token: TokenRow) -> Visit:
    """The visit of the key's person, with no more clients and permissions than the key has; refused where nothing is left."""
    visit = gate.visit_of(token.person_id, token.person_name, clock.now())
    permissions = access.within(token, visit.permissions)
    kept = {client_id: visit.every[client_id] for client_id in visit.every if permissions.get(client_id)}
    if not kept:
        raise PermissionDenied
    return replace(
        visit,
        actor=replace(visit.actor, clients=tuple(kept)),
        every=kept,
        roles={client_id: visit.roles[client_id] for client_id in kept},
        permissions={client_id: permissions[client_id] for client_id in kept},
    )


def reads(permission: str, *, snapshot: bool = False) -> Callable[[Route], Route]:
    """A route across clients: those chosen (?client=), of those for which the key has the permission."""

    def around(route: Route) -> Route:
        @wraps(route)
        def entered(request: Call, *args: Any, **kwargs: Any) -> HttpResponseBase:
            visit = visit_for(request.token)
            allowed = _allowed(visit, permission)
            chosen = _chosen(request, allowed) or allowed
            who, sees = visit.person_id, visit.sees
            with access.acting(clients=chosen, person_id=who, at=visit.at, snapshot=snapshot, sees=sees) as actor:
                request.visit = replace(visit, actor=actor, open_to=allowed)
                return _sent(route(request, *args, **kwargs))

        return _marked(entered, permission)

    return around


def writes(permission: str, *, one: bool = True, before: Route | None = None) -> Callable[[Route], Route]:
    """A route that changes something of one client (?client=, needed where the key has several), once for its Idempotency-Key.

    one: False acts for all allowed clients, and the route itself decides which of them it writes; before(request, **given): what takes
    long and writes nothing, such as reading files, is done in front of the transaction and kept in `request.prepared`.
    """

    def around(route: Route) -> Route:
        @wraps(route)
        def entered(request: Call, *args: Any, **kwargs: Any) -> HttpResponseBase:
            visit = visit_for(request.token)
            allowed = _allowed(visit, permission)
            chosen = _chosen(request, allowed) or allowed
            if one and len(chosen) > 1:
                raise Problem(422, "which_client", clients=[visit.every[client_id].code for client_id in chosen])
            request.visit = replace(visit, actor=replace(visit.actor, clients=chosen), open_to=allowed)
            request.prepared = before(request, **kwargs) if before else None

            def act() -> tuple[Told, int]:
                with access.acting(clients=chosen, person_id=visit.person_id, at=visit.at) as actor:
                    request.visit = replace(visit, actor=actor, open_to=allowed)
                    return _told(route(request, *args, **kwargs)), request.visit.clients[0]

            return _as_response(once(request, visit, request.token.id, act))

        return _keyed(_marked(entered, permission))

    return around


def reads_document(verb: str, seen_as: str = "") -> Callable[[Route], Route]:
    """A route of one document; acts for its client alone. seen_as: by which a look at a confidential document is written down."""

    def around(route: Route) -> Route:
        @wraps(route)
        def entered(request: Call, *args: Any, **kwargs: Any) -> HttpResponseBase:
            visit = with_document(visit_for(request.token), kwargs["document_id"], verb, route.__name__)
            with access.acting(clients=visit.actor.clients, person_id=visit.person_id, at=visit.at, sees=visit.sees) as actor:
                request.visit = replace(visit, actor=actor)
                if seen_as:
                    gate.note_seen(request.visit, seen_as)
                return _sent(route(request, *args, **kwargs))

        return _marked(entered, f"<type>.{verb}")

    return around


def writes_document(verb: str = STEP, *, before: Route | None = None) -> Callable[[Route], Route]:
    """A route that does something with one document, once for its Idempotency-Key; If-Match, where sent, must be the document's ETag.

    before(request, **given): as with `writes`.
    """

    def around(route: Route) -> Route:
        @wraps(route)
        def entered(request: Call, *args: Any, **kwargs: Any) -> HttpResponseBase:
            visit = request.visit = with_document(visit_for(request.token), kwargs["document_id"], verb, route.__name__)
            request.prepared = before(request, **kwargs) if before else None

            def act() -> tuple[Told, int]:
                with access.acting(clients=visit.actor.clients, person_id=visit.person_id, at=visit.at) as actor:
                    request.visit = replace(with_document(visit, kwargs["document_id"], verb, route.__name__), actor=actor)
                    require_match(request)
                    return _told(route(request, *args, **kwargs)), actor.clients[0]

            return _as_response(once(request, visit, request.token.id, act))

        return _keyed(_marked(entered, f"<type>.{verb}"))

    return around


def etag_of(visit: Visit) -> str:
    """Changes with every version of the reading, every state of the document and every task of it."""
    row, task = visit.document, visit.task
    assert row is not None
    return f'"{row.reading_version}.{row.state}.{task.id if task else 0}.{task.state if task else ""}"'


def require_match(request: Call) -> None:
    """412 where the caller saw something else than what is there now."""
    asked = request.headers.get("If-Match", "")
    if asked and asked != "*" and etag_of(request.visit) not in [one.strip() for one in asked.split(",")]:
        raise Problem(412, etag=etag_of(request.visit))


def require_permission(visit: Visit, permission: str, client_id: int) -> None:
    if not visit.may(permission, client_id):
        raise PermissionDenied(permission)


def one_client(request: Call) -> int:
    """The client whose books or trail are asked for; they are each one's own."""
    visit = request.visit
    if len(visit.clients) > 1:
        raise Problem(422, "which_client", clients=[visit.every[one].code for one in visit.clients])
    return visit.clients[0]


def file_of(*media_types: str) -> dict[str, Any]:
    """Says in the description of a route that it answers a file of one of these types."""
    return {"responses": {200: {"description": "The file", "content": {one: {} for one in media_types}}}}


def _allowed(visit: Visit, permission: str) -> tuple[int, ...]:
    allowed = tuple(one for one in visit.every if permission == ANYBODY or visit.may(permission, one))
    if not allowed:
        raise PermissionDenied(permission)
    return allowed


def _chosen(request: HttpRequest, allowed: tuple[int, ...]) -> tuple[int, ...]:
    """The clients that are asked for, by id; a program that asks for one it may not act for is told so."""
    asked = [text for text in request.GET.getlist("client") if text]
    if any(row_id(text) not in allowed for text in asked):
        raise Problem(403, "not_this_client")
    return tuple(dict.fromkeys(int(text) for text in asked))


def _told(given: Any) -> Told:
    """given: what a route answers: a shape, a file, (status, shape[, headers]), or a refusal behind which something stays written."""
    if isinstance(given, Refusal):
        return Told(409, b"", {}, given)
    if isinstance(given, FileAnswer):
        return Told(200, given.data, {"Content-Type": given.media_type, "Content-Disposition": f'attachment; filename="{given.name}"'})
    status, shape, *more = given if isinstance(given, tuple) else (200, given)
    headers = more[0] if more else {}
    body = shape.model_dump_json().encode() if isinstance(shape, Schema) else b""
    return Told(status, body, headers)


def _sent(given: Any) -> HttpResponseBase:
    return given if isinstance(given, HttpResponseBase) else _as_response(_told(given))


def _as_response(told: Told) -> HttpResponse:
    response = HttpResponse(told.body, content_type=JSON, status=told.status)
    for name, text in told.headers.items():
        response.headers[name] = text
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _marked(route: Route, permission: str) -> Route:
    route.permission = permission  # type: ignore[attr-defined]
    return route


def _keyed(route: Route) -> Route:
    """Lets the description of the API say that this route wants an Idempotency-Key."""

    def describe(operation: Operation) -> None:
        operation.openapi_extra = {**(operation.openapi_extra or {}), "parameters": [IDEMPOTENCY]}

    contribute_operation_callback(route, describe)
    return route
