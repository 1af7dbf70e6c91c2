"""Choosing a password of one's own by a code: at the first log-in, or where the old one is forgotten."""

from allauth.core import ratelimit
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from kantor.desk.door.asking import now
from kantor.kit.ui import shown
from kantor.spine import access

UNPROCESSABLE = 422


@never_cache
def choose_password(request: HttpRequest) -> HttpResponseBase:
    """Address, code and the new password, twice; then people log in as always, with their second factor where they have one."""
    faults: list[str] = []
    if request.method == "POST":
        faults = _faults(request)
        if not faults:
            return redirect("account_login")
    kept = {name: request.POST.get(name, "") for name in ("email", "code")}
    return render(request, "door/choose_password.html", {**kept, "faults": faults}, status=UNPROCESSABLE if faults else 200)


def _faults(request: HttpRequest) -> list[str]:
    """What is wrong with what was typed; nothing: the password is chosen."""
    email, code = request.POST.get("email", "").strip(), request.POST.get("code", "")
    password, again = request.POST.get("password", ""), request.POST.get("again", "")
    key = f"password-code-{email.lower()}"
    if not ratelimit.consume(request, action="login_failed", key=key):
        return [shown.sentence("desk.login.too_often")]
    person_id = access.holder_of_code(email, code, at=now())
    if person_id is None:
        return [shown.sentence("desk.door.code_wrong")]
    ratelimit.clear(request, action="login_failed", key=key)
    if password != again:
        return [shown.sentence("desk.door.not_twice_the_same")]
    try:
        validate_password(password, get_user_model().objects.get(pk=person_id))
    except ValidationError as error:
        return list(error.messages)
    return [] if access.choose_password(person_id, code, password, at=now()) else [shown.sentence("desk.door.code_wrong")]
