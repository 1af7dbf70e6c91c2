"""Where one is logged in, on which device and since when; each log-in can be ended, a colleague's by whoever manages people."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kantor.desk.door.asking import now
from kantor.desk.frame import Crumb, Key, screen
from kantor.desk.gate import ANYBODY, gate
from kantor.desk.log_ins.devices import device
from kantor.desk.office import queries
from kantor.desk.visit import Visit
from kantor.kit.ui import shown
from kantor.spine import access


@gate(ANYBODY)
def log_ins(request: HttpRequest, visit: Visit) -> HttpResponse:
    """One's own, this one marked."""
    here = access.key_of(request.session.session_key)
    return screen(
        request,
        visit,
        "desk/log_ins.html",
        crumbs=[Crumb(shown.sentence("desk.home.title"), reverse("desk:home")), Crumb(shown.sentence("desk.log_ins.title"))],
        keys=[Key("Ctrl K", "desk.key.palette")],
        rows=[(row, device(row.agent), row.key == here) for row in access.sessions_of(visit.person_id, now())],
    )


@require_POST
@gate(ANYBODY)
def end(request: HttpRequest, visit: Visit) -> HttpResponse:
    """One of one's own (`key`), else all but this one."""
    key, here = request.POST.get("key"), access.key_of(request.session.session_key)
    keep = None if key else here
    ended = access.end_sessions(visit.person_id, at=visit.at, by=visit.person_id, reason="ended", key=key, keep=keep)
    if key and not ended:
        raise Http404
    if key == here:
        logout(request)
        return redirect(settings.LOGIN_URL)
    messages.success(request, shown.sentence("desk.log_ins.ended"))
    return redirect("desk:log_ins")


@require_POST
@gate("access.sessions.end")
def end_of_colleague(request: HttpRequest, visit: Visit, colleague_id: int) -> HttpResponse:
    """All of a colleague's, who works for one of the clients for which one may."""
    name = next((row.name for row in queries.assignments(visit.clients, visit.today) if row.person_id == colleague_id), None)
    if name is None:
        raise Http404
    here = access.key_of(request.session.session_key)
    access.end_sessions(colleague_id, at=visit.at, by=visit.person_id, reason="ended_by_colleague", keep=here)
    messages.success(request, shown.sentence("desk.log_ins.ended_of", name=name))
    return redirect("desk:people")
