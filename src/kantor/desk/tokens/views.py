"""One's own keys for programs: a new one is shown once, those there are with their last use, and each may be ended at once."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kantor.desk.frame import Crumb, Key, screen
from kantor.desk.gate import ANYBODY, gate
from kantor.desk.sentences import refusal
from kantor.desk.visit import Visit
from kantor.kit.ui import shown
from kantor.spine import access
from kantor.words import Refusal
from kantor.words.field import row_id

DAYS = 90


@gate(ANYBODY)
def tokens(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The list, and above it the form; the secret of a key that was just made stands there this once."""
    secret, fault = "", ""
    if request.method == "POST":
        try:
            secret = _made(request, visit)
        except Refusal as error:
            fault = refusal(error.key, error.evidence)
    answer = screen(
        request,
        visit,
        "desk/tokens.html",
        status=422 if fault else 200,
        crumbs=[Crumb(shown.sentence("desk.home.title"), reverse("desk:home")), Crumb(shown.sentence("desk.tokens.title"))],
        keys=[Key("Ctrl K", "desk.key.palette")],
        secret=secret,
        fault=fault,
        days=DAYS,
        permissions=sorted(frozenset[str]().union(*visit.permissions.values())),
        rows=[(one, one.holds(visit.at)) for one in access.tokens_of(visit.person_id)],
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_POST
@gate(ANYBODY)
def revoke(request: HttpRequest, visit: Visit, token_id: int) -> HttpResponse:
    """One's own alone."""
    if not access.revoke_token(token_id, person_id=visit.person_id, at=visit.at, by=visit.person_id):
        raise Http404
    messages.success(request, shown.sentence("desk.tokens.revoked"))
    return redirect("desk:tokens")


def _made(request: HttpRequest, visit: Visit) -> str:
    """For the clients and permissions that were chosen; for all that the person has where none was."""
    days = row_id(request.POST.get("days", "")) or 0
    clients = tuple(one for one in visit.every if str(one) in request.POST.getlist("for"))
    new = access.NewToken(
        name=request.POST.get("name", "").replace("\x00", "")[:200],
        permissions=tuple(request.POST.getlist("permission")) or (access.EVERYTHING,),
        clients=clients,
        expires_at=visit.at + timedelta(days=min(days, 10_000)),
    )
    _, secret = access.make_token(new, person_id=visit.person_id, at=visit.at, by=visit.person_id)
    return secret
