"""Log-in through the office's identity provider: for people who are known here and linked to it, and for nobody else."""

import logging
from typing import Any

from allauth.account.utils import get_next_redirect_url, perform_login
from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from kantor.desk.door import provider
from kantor.desk.door.asking import now
from kantor.engines.identity import NotProved
from kantor.spine import access

LOG = logging.getLogger("kantor.desk")
BEGUN = "provider_begun"
UNPROCESSABLE = 422


@never_cache
def go_to_provider(request: HttpRequest) -> HttpResponseBase:
    """Off to the provider; what must come back waits in the session."""
    if not settings.KANTOR.oidc_issuer:
        raise Http404
    if not ratelimit.consume(request, action="login"):
        return render(request, "429.html", status=429)
    try:
        begun = provider.begin(_back(request))
    except NotProved as error:
        return _refused(request, str(error))
    kept = {"state": begun.state, "nonce": begun.nonce, "verifier": begun.verifier, "next": get_next_redirect_url(request) or ""}
    request.session[BEGUN] = kept
    return HttpResponseRedirect(begun.address)


@never_cache
def return_from_provider(request: HttpRequest) -> HttpResponseBase:
    """Back with a code; each log-in that was begun is finished once."""
    begun: dict[str, Any] = request.session.pop(BEGUN, {})
    if not settings.KANTOR.oidc_issuer:
        raise Http404
    if not begun or begun["state"] != request.GET.get("state"):
        return _refused(request, "of another log-in")
    if request.GET.get("iss", settings.KANTOR.oidc_issuer) != settings.KANTOR.oidc_issuer:
        return _refused(request, "another issuer")
    try:
        identity = provider.finish(request.GET.get("code", ""), back=_back(request), nonce=begun["nonce"], verifier=begun["verifier"])
    except NotProved as error:
        return _refused(request, str(error))
    link = access.Link(issuer=identity.issuer, subject=identity.subject)
    person_id = access.person_linked(link, identity.email if settings.KANTOR.oidc_link_by_email else "", at=now())
    person = get_user_model().objects.filter(pk=person_id).first() if person_id else None
    if person is None:
        return _refused(request, "nobody here is linked to it")
    setattr(request, access.PROVED_BY, ["oidc", "oidc_factor"] if identity.strong else ["oidc"])
    answer: HttpResponseBase = perform_login(request, person, redirect_url=begun["next"] or None)
    return answer


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("desk:return_from_provider"))


def _refused(request: HttpRequest, reason: str) -> HttpResponseBase:
    """The person is told that it did not work, the trail and the log why."""
    LOG.warning("outcome=refused reason=%s", f"provider: {reason}")
    access.note_not_linked(reason, at=now())
    return render(request, "door/provider_refused.html", status=UNPROCESSABLE)
