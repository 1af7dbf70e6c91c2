"""A reader's own choices, kept in cookies: light or dark."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kantor.desk.gate import ANYBODY, gate
from kantor.desk.visit import Visit

YEAR_S = 365 * 24 * 60 * 60


@require_POST
@gate(ANYBODY)
def choose_theme(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`light`, `dark`, or anything else for what the system prefers; back to where one was."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    response.set_cookie("theme", request.POST.get("theme", ""), max_age=YEAR_S, samesite="Lax", secure=request.is_secure(), httponly=True)
    return response
