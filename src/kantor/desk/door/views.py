"""The second factor at log-in, the log-in by passkey alone, and the question before what matters: is it still you?"""

from functools import wraps
from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.utils import get_next_redirect_url, perform_login
from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from kantor.desk.door.asking import asked, host, is_name, now, proved_by_passkey
from kantor.desk.gate import View, let_in
from kantor.kit.ui import shown
from kantor.spine import access

LATELY_S = 15 * 60
"""How long a proof holds for what changes the log-in itself."""
UNPROCESSABLE = 422


@login_stage_required(stage=access.FACTOR_STAGE, redirect_urlname="account_login")  # type: ignore[untyped-decorator]
def second_factor(request: HttpRequest) -> HttpResponseBase:
    """After the right password: a code of the app, a recovery code, or a passkey; whoever has none of them here leaves."""
    stage = request._login_stage  # type: ignore[attr-defined]
    person_id = stage.login.user.pk
    fault = ""
    if "leave" in request.POST:
        left: HttpResponseBase = stage.abort()
        return left
    if request.method == "POST":
        by, fault = _proved(request, person_id)
        if by:
            request.session[access.PROVED_BY] = [*request.session.get(access.PROVED_BY, []), by]
            answer: HttpResponseBase = stage.exit()
            return answer
    status = UNPROCESSABLE if fault else 200
    return render(request, "door/second_factor.html", {**_question(request, person_id), "fault": fault}, status=status)


@never_cache
def log_in_by_passkey(request: HttpRequest) -> HttpResponseBase:
    """Without a password: the device has asked for a finger or a PIN, and so it stands for both factors."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(settings.LOGIN_REDIRECT_URL)
    fault = ""
    if request.method == "POST":
        if not ratelimit.consume(request, action="login"):
            return render(request, "429.html", status=429)
        person_id = proved_by_passkey(request, None)
        person = get_user_model().objects.filter(pk=person_id).first() if person_id else None
        if person is not None:
            setattr(request, access.PROVED_BY, ["passkey"])
            answer: HttpResponseBase = perform_login(request, person, redirect_url=get_next_redirect_url(request))
            return answer
        fault = shown.sentence("desk.door.passkey_wrong")
    question = asked(request, access.ask_for_one(host(request), None))
    return render(request, "door/passkey.html", {"question": question, "fault": fault}, status=UNPROCESSABLE if fault else 200)


@never_cache
def confirm(request: HttpRequest) -> HttpResponseBase:
    """Once more a proof, before what changes the log-in itself (ASVS 7.5.1)."""
    answer: HttpResponseBase = _confirmed(request)
    return answer


confirm.permission = "desk.any"  # type: ignore[attr-defined]


def _confirm(request: HttpRequest) -> HttpResponseBase:
    assert request.user.pk is not None
    fault = ""
    if request.method == "POST":
        by, fault = _proved(request, request.user.pk)
        if by:
            about = request.session.get(access.LOG_IN, {})
            request.session[access.LOG_IN] = {**about, "proved_at": now().timestamp()}
            request.session.cycle_key()
            return redirect(get_next_redirect_url(request) or reverse("desk:factors"))
    shown_there = {**_question(request, request.user.pk), "fault": fault, "next": get_next_redirect_url(request) or ""}
    return render(request, "door/confirm.html", shown_there, status=UNPROCESSABLE if fault else 200)


_confirmed = let_in(_confirm, unproved=True)


def lately(view: View) -> View:
    """For views behind a gate: whoever has proved to be themselves some time ago does it again."""

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        about = request.session.get(access.LOG_IN, {})
        if now().timestamp() - about.get("proved_at", 0) < LATELY_S:
            return view(request, *args, **kwargs)
        return redirect(f"{reverse('desk:confirm')}?next={reverse('desk:factors')}")

    return entered


def _proved(request: HttpRequest, person_id: int) -> tuple[str, str]:
    """(by what it is proved to be this person, else what is wrong): a passkey, a code, or a password of whoever is logged in."""
    key = f"factor-{person_id}"
    if not ratelimit.consume(request, action="login_failed", key=key):
        return "", shown.sentence("desk.login.too_often")
    if request.POST.get("credential"):
        by = "passkey" if proved_by_passkey(request, person_id) else ""
    elif request.user.is_authenticated and "password" in request.POST:
        by = "password" if request.user.check_password(request.POST["password"]) else ""
    else:
        by = access.prove_by_code(person_id, request.POST.get("code", ""), at=now()) or ""
    if by:
        ratelimit.clear(request, action="login_failed", key=key)
    return by, "" if by else shown.sentence("desk.door.wrong")


def _question(request: HttpRequest, person_id: int) -> dict[str, Any]:
    """What the page may ask for; a passkey only where the person has one and the desk a name."""
    factors = access.factors_of(person_id)
    question = asked(request, access.ask_for_one(host(request), person_id)) if factors.passkeys and is_name(request) else ""
    return {"factors": factors, "question": question, "has_password": request.user.is_authenticated and request.user.has_usable_password()}
