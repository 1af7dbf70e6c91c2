"""Setting up and giving up a second factor; whoever must have one comes here before anything else."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kantor.desk.door.asking import answered, asked, host, is_name, now
from kantor.desk.door.views import lately
from kantor.desk.factors.drawing import drawing
from kantor.desk.frame import Crumb, Key, screen
from kantor.desk.gate import ANYBODY, gate
from kantor.desk.sentences import refusal
from kantor.desk.visit import Visit
from kantor.kit.ui import shown
from kantor.spine import access
from kantor.words import Refusal

BEGUN, NEXT = "totp_begun", "after_factor"
UNPROCESSABLE = 422


@gate(ANYBODY, unproved=True)
def factors(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What there is, and what can be added."""
    if "next" in request.GET:
        request.session[NEXT] = request.GET["next"]
    return _page(request, visit)


@require_POST
@lately
@gate(ANYBODY, unproved=True)
def set_up_app(request: HttpRequest, visit: Visit) -> HttpResponse:
    """With the code that the app shows: it works before it is asked for."""
    try:
        secret = access.begun_totp(visit.person_id, request.session.get(BEGUN, ""))
        code, keep = request.POST.get("code", ""), access.key_of(request.session.session_key)
        codes = access.set_up_totp(visit.person_id, secret, code, at=now(), keep=keep)
    except OSError:
        return _page(request, visit, fault=shown.sentence("desk.factors.begin_again"))
    except Refusal as error:
        return _page(request, visit, fault=refusal(error.key, error.evidence))
    del request.session[BEGUN]
    return _added(request, visit, "totp", codes)


@require_POST
@lately
@gate(ANYBODY, unproved=True)
def add_passkey(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The one that the browser has just made."""
    keep = access.key_of(request.session.session_key)
    name = request.POST.get("name", "").replace("\x00", "")
    try:
        codes = access.add_passkey(visit.person_id, name, answered(request), at=now(), keep=keep)
    except Refusal as error:
        return _page(request, visit, fault=refusal(error.key, error.evidence))
    return _added(request, visit, "passkey", codes)


@require_POST
@lately
@gate(ANYBODY)
def remove_app(request: HttpRequest, visit: Visit) -> HttpResponse:
    if _is_last_and_needed(visit):
        return _page(request, visit, fault=shown.sentence("desk.factors.last_one"))
    if not access.remove_totp(visit.person_id, at=now()):
        raise Http404
    messages.success(request, shown.sentence("desk.factors.removed"))
    return redirect("desk:factors")


@require_POST
@lately
@gate(ANYBODY)
def remove_passkey(request: HttpRequest, visit: Visit, passkey_id: int) -> HttpResponse:
    """One's own alone."""
    if passkey_id not in {one.id for one in access.passkeys_of(visit.person_id)}:
        raise Http404
    if _is_last_and_needed(visit):
        return _page(request, visit, fault=shown.sentence("desk.factors.last_one"))
    access.remove_passkey(passkey_id, person_id=visit.person_id, at=now())
    messages.success(request, shown.sentence("desk.factors.removed"))
    return redirect("desk:factors")


@require_POST
@lately
@gate(ANYBODY)
def renew_codes(request: HttpRequest, visit: Visit) -> HttpResponse:
    """New ones, and the old ones hold no longer."""
    if not access.factors_of(visit.person_id).any:
        raise Http404
    return _page(request, visit, codes=access.renew_codes(visit.person_id, at=now()))


def _added(request: HttpRequest, visit: Visit, by: str, codes: list[str]) -> HttpResponse:
    """From now on this log-in is proved by it too; codes are shown this once, else one goes on to where one was going."""
    about: dict[str, Any] = request.session.get(access.LOG_IN, {})
    request.session[access.LOG_IN] = {**about, "by": [*about.get("by", []), by]}
    messages.success(request, shown.sentence("desk.factors.added"))
    return _page(request, visit, codes=codes) if codes else redirect("desk:factors")


def _is_last_and_needed(visit: Visit) -> bool:
    found = access.factors_of(visit.person_id)
    is_last = (found.totp_since is not None) + found.passkeys == 1
    return is_last and access.needs_factor(visit.person_id, visit.today, settings.KANTOR.second_factor_for)


def _page(request: HttpRequest, visit: Visit, *, fault: str = "", codes: list[str] | None = None) -> HttpResponse:
    found = access.factors_of(visit.person_id)
    person = get_user_model().objects.get(pk=visit.person_id)
    answer = screen(
        request,
        visit,
        "desk/factors.html",
        status=UNPROCESSABLE if fault else 200,
        crumbs=[Crumb(shown.sentence("desk.home.title"), reverse("desk:home")), Crumb(shown.sentence("desk.factors.title"))],
        keys=[Key("Ctrl K", "desk.key.palette")],
        factors=found,
        passkeys=access.passkeys_of(visit.person_id),
        needed=access.needs_factor(visit.person_id, visit.today, settings.KANTOR.second_factor_for),
        fault=fault,
        codes=codes or [],
        go_on=_next(request) if found.any else "",
        question=asked(request, access.ask_for_new(host(request), visit.person_id, person.email, person.name)) if is_name(request) else "",
        **({} if found.totp_since else _app(request, visit, person.email)),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _app(request: HttpRequest, visit: Visit, email: str) -> dict[str, Any]:
    """The secret for an app that is about to be set up; the same one until it is, so that a mistyped code loses nothing."""
    try:
        secret = access.begun_totp(visit.person_id, request.session.get(BEGUN, ""))
    except OSError:
        request.session[BEGUN], secret = access.begin_totp(visit.person_id)
    address = access.app_address(secret, issuer=f"Kantor {host(request)}", account=email)
    return {"drawing": drawing(address), "secret": access.written_secret(secret), "address": address}


def _next(request: HttpRequest) -> str:
    """Where one was going when one was sent here."""
    asked_for = str(request.session.get(NEXT, ""))
    return asked_for if url_has_allowed_host_and_scheme(asked_for, allowed_hosts=None) else ""
