"""The gate of every screen: who is not logged in logs in, who lacks the permission is refused, everybody else acts for their clients.

    @gate("ledger.see")
    def accounts(request, visit): ...            # visit.actor sees the clients for which the person has `ledger.see`

    @document_gate("see")
    def page(request, visit): ...                # visit.document; the permission is `<document type>.see` at its client

Each gated view carries `permission`, so that a test can walk through all addresses and ask who may use them.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from kantor.desk.clock import now
from kantor.desk.sentences import refusal
from kantor.desk.visit import Visit, clients_by_id
from kantor.kit.outgoing import is_listed
from kantor.spine import access, cases, documents, trail
from kantor.spine.access import GUARDED, NOBODY, Actor
from kantor.words import Refusal

LOG = logging.getLogger("kantor.desk")
FORBIDDEN, CONFLICT = 403, 409
ANYBODY = "desk.any"
"""Everybody who works for at least one client."""
STEP = "step"
"""A verb that stands for the step at which the document's task waits: `verify`, `approve`, `release`."""

OPEN_WHILE_BLIND = frozenset(
    {
        *("page", "picture", "download", "original", "hold", "claim", "release", "set_aside", "take_up", "hand_over", "colleagues"),
        *("second_entry", "key_again", "settle"),
    }
)
"""Views that show nothing of what was read, for documents that somebody has to key again without seeing it."""
WRITTEN_DOWN = frozenset({"page", "road", "download", "printable", "evidence"})
"""Views by which somebody learns what a confidential document says; each is a record of the audit trail."""

View = Callable[..., HttpResponseBase]


def let_in(view: View, *, unproved: bool = False) -> View:
    """Whoever is not logged in goes to the log-in, whoever needs a second factor and has none to where it is set up (not where `unproved`).

    Also where only a part of the page was asked for; what a page asks for by itself says nothing then, so that nobody's typing is lost.
    """

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _elsewhere(request, settings.LOGIN_URL)
        assert request.user.pk is not None
        if is_elsewhere(request, request.user.pk):
            return render(request, "door/elsewhere.html", status=FORBIDDEN)
        if not unproved and _lacks_factor(request):
            return _elsewhere(request, reverse("desk:factors"))
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied as refused:
            LOG.warning("person=%s permission=%s outcome=refused", request.user.pk, refused)
            raise

    return entered


def is_elsewhere(request: HttpRequest, person_id: int) -> bool:
    """Whether somebody who releases payments, manages people or erases documents comes from outside the networks of `guarded_from`."""
    listed, address = settings.KANTOR.guarded_from, request.META.get("REMOTE_ADDR", "")
    if not listed or is_listed(address, listed) or not access.needs_factor(person_id, now().date(), GUARDED):
        return False
    LOG.warning("person=%d outcome=refused reason=%s", person_id, "from outside the networks of guarded_from")
    return True


def _lacks_factor(request: HttpRequest) -> bool:
    required_of = settings.KANTOR.second_factor_for
    if required_of == NOBODY or access.is_strong(request.session.get(access.LOG_IN, {}).get("by", ())):
        return False
    assert request.user.pk is not None
    return access.needs_factor(request.user.pk, now().date(), required_of)


def _elsewhere(request: HttpRequest, address: str) -> HttpResponse:
    """There first, and then back to where one is now."""
    if access.is_by_itself(request.headers):
        return HttpResponse(status=204)
    asked = request.headers.get("HX-Request")
    here = urlsplit(request.headers.get("HX-Current-URL", "/") if asked else request.get_full_path())
    there = f"{address}?{urlencode({'next': here._replace(scheme='', netloc='').geturl()}, safe='/')}"
    return HttpResponse(headers={"HX-Redirect": there}) if asked else HttpResponseRedirect(there)


def gate(permission: str, *, snapshot: bool = False, unproved: bool = False) -> Callable[[View], View]:
    """A screen across clients: those chosen (?client=), of those for which the person has the permission.

    snapshot: every statement sees the database as it was at the first one; unproved: also for whoever still has to set up a second factor.
    """

    def around(view: View) -> View:
        @wraps(view)
        def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            visit = _visit(request)
            allowed = tuple(one for one in visit.every if permission == ANYBODY or visit.may(permission, one))
            if not allowed:
                raise PermissionDenied(permission)
            chosen = tuple(one for one in allowed if str(one) in request.GET.getlist("client")) or allowed
            sees = looking(request, visit)
            with access.acting(clients=chosen, person_id=visit.person_id, at=visit.at, snapshot=snapshot, sees=sees) as actor:
                return view(request, replace(visit, actor=actor, open_to=allowed), *args, **kwargs)

        return _marked(let_in(entered, unproved=unproved), permission)

    return around


def document_gate(verb: str) -> Callable[[View], View]:
    """A screen of one document (`document_id` in its address); it acts for the document's client alone."""

    def around(view: View) -> View:
        @wraps(view)
        def entered(request: HttpRequest, document_id: int, **kwargs: Any) -> HttpResponseBase:
            try:
                visit = with_document(_visit(request), document_id, verb, view.__name__)
            except Refusal as refused:  # somebody has to key it again first
                return render(request, "desk/verify/refused.html", {"text": refusal(refused.key, refused.evidence)}, status=CONFLICT)
            sees = looking(request, visit)
            with access.acting(clients=visit.actor.clients, person_id=visit.person_id, at=visit.at, sees=sees) as actor:
                if view.__name__ in WRITTEN_DOWN:
                    note_seen(visit, view.__name__)
                return view(request, replace(visit, actor=actor), **kwargs)

        return _marked(let_in(entered), f"<type>.{verb}")

    return around


def type_gate(verb: str) -> Callable[[View], View]:
    """A screen for documents of one type (`type` in its address) that are not there yet; it acts for one client, ?client= where several."""

    def around(view: View) -> View:
        @wraps(view)
        def entered(request: HttpRequest, type: str, **kwargs: Any) -> HttpResponseBase:
            visit = _visit(request)
            if type not in {known.key for known in documents.all_types()}:
                raise Http404
            allowed = [one for one in visit.every if visit.may(f"{type}.{verb}", one)]
            if not allowed:
                raise PermissionDenied(f"{type}.{verb}")
            chosen = next((one for one in allowed if str(one) == request.GET.get("client")), allowed[0])
            with access.acting(clients=(chosen,), person_id=visit.person_id, at=visit.at, sees=looking(request, visit)) as actor:
                return view(request, replace(visit, actor=actor, open_to=tuple(allowed)), documents.type_of(type), **kwargs)

        return _marked(let_in(entered), f"<type>.{verb}")

    return around


def with_document(visit: Visit, document_id: int, verb: str, view: str) -> Visit:
    """The visit with the document; 404 where it is none of the person's clients', refused where the permission is missing.

    Refusal where somebody has to key it again first and this view would show what was read.
    """
    with access.acting(clients=tuple(visit.every), person_id=visit.person_id, at=visit.at):
        row = documents.document(document_id)
        task = cases.task_of(document_id) if row else None
        is_blind = task is not None and cases.is_blind(task)
    if row is None:
        raise Http404
    step = task.step if task and verb == STEP else verb
    if not visit.may_see_it(row):
        raise PermissionDenied(row.seen_by or (f"{row.type}.see" if row.type else documents.UNRECOGNISED))
    is_allowed = not row.type or step == "see" or visit.may(f"{row.type}.{step}", row.client_id)
    if not is_allowed and not (verb == STEP and task and _was_escalated_to(visit, task)):
        raise PermissionDenied(f"{row.type}.{step}")
    if is_blind and view not in OPEN_WHILE_BLIND:
        raise Refusal("cases.key_it_first", document_id=document_id)
    actor = Actor(person_id=visit.person_id, clients=(row.client_id,), at=visit.at)
    return replace(visit, actor=actor, document=row, task=task, is_blind=is_blind)


def looking(request: HttpRequest, visit: Visit) -> tuple[str, ...] | None:
    """What is seen by whoever only looks; whoever sends something in writes for the house, which sees what its documents ask for."""
    return visit.sees if request.method in ("GET", "HEAD") else None


def _was_escalated_to(visit: Visit, task: cases.TaskRow) -> bool:
    """Whether the task waits for this person as one of the level above, who may do what that level does."""
    if task.person_id != visit.person_id:
        return False
    with access.acting(clients=(task.client_id,), person_id=visit.person_id, at=visit.at):
        return visit.may(f"{task.type}.{cases.verb_of(task)}", task.client_id)


def note_seen(visit: Visit, what: str) -> None:
    """Whoever looks at a confidential document is written down."""
    row = visit.document
    if row is not None and row.confidential:
        trail.append([trail.Event(row.client_id, "document.seen", row.id, visit.person_id, visit.at, {"what": what})])


def _visit(request: HttpRequest) -> Visit:
    person_id = request.user.pk
    assert person_id is not None
    return visit_of(person_id, str(request.user), now())


def visit_of(person_id: int, name: str, at: datetime) -> Visit:
    """Who comes, with every client, role and permission of the day."""
    roles = access.roles_of(person_id, at.date())
    client_ids = tuple(sorted(roles))
    with access.acting(clients=client_ids, person_id=person_id, at=at) as actor:
        every = clients_by_id(client_ids)
    return Visit(
        person_id=person_id,
        name=name,
        actor=actor,
        every=every,
        roles=roles,
        permissions=access.permissions(person_id, client_ids, at.date()),
    )


def _marked(view: View, permission: str) -> View:
    view.permission = permission  # type: ignore[attr-defined]
    return view
