"""How people log in: nobody signs up by themselves, and the house's audit trail knows who came, who failed and who left."""

import hashlib
from datetime import UTC, datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from kantor.spine import trail
from kantor.spine.access.acting import HOUSE, acting
from kantor.spine.access.people import set_password
from kantor.spine.access.queries import person_by_email
from kantor.spine.access.session_store import SessionStore
from kantor.spine.access.sessions import LOG_IN, PROVED_BY, key_of
from kantor.spine.access.stage import FactorStage

LONGEST_AGENT = 300


class LogInAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """The hooks that allauth calls on its way; the request's moment is now."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        """What stands between a right password and the desk, as allauth asks for it."""
        return [f"{FactorStage.__module__}.{FactorStage.__qualname__}"]

    def pre_login(self, request: HttpRequest, user: Any, **given: Any) -> HttpResponse | None:
        """A first proof was given; a view that has seen another one than a password says so at the request."""
        request.session[PROVED_BY] = getattr(request, PROVED_BY, ["password"])
        response: HttpResponse | None = super().pre_login(request, user, **given)
        return response

    def post_login(self, request: HttpRequest, user: Any, **given: Any) -> HttpResponse:
        """The session learns what its person will see of it; what is over goes."""
        by = request.session.pop(PROVED_BY, [])
        now = datetime.now(UTC)
        request.session[LOG_IN] = {
            "at": now.isoformat(),
            "from": self.get_client_ip(request),
            "agent": request.headers.get("User-Agent", "")[:LONGEST_AGENT],
            "by": by,
            "proved_at": now.timestamp(),
        }
        self._record("access.logged_in", request, user.pk, {"by": "+".join(by)})
        SessionStore.clear_expired()
        response: HttpResponse = super().post_login(request, user, **given)
        return response

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """An address nobody has may be a password typed into the wrong field: only its hash is kept."""
        email = str(credentials.get("email", "")).strip().lower()
        known = person_by_email(email)
        tried = {} if known else {"address_hash": hashlib.sha256(email.encode(errors="replace")).hexdigest()[:16]}
        self._record("access.log_in_failed", request, known.id if known else None, tried)
        super().authentication_failed(request, **credentials)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Who may not log in any more learns no more than who mistyped the password."""
        self._record("access.log_in_failed", request, user.pk, {"reason": "inactive"})
        return HttpResponseRedirect(reverse("account_login"))

    def logout(self, request: HttpRequest) -> None:
        person_id = request.user.pk
        super().logout(request)
        if person_id is not None:
            self._record("access.logged_out", request, person_id, {})

    def set_password(self, user: Any, password: str) -> None:
        """One's own, at the desk: the log-in in which it is done goes on, all others end."""
        keep = key_of(self.request.session.session_key)
        set_password(user.pk, password, at=datetime.now(UTC), by=user.pk, keep=keep)
        user.refresh_from_db(fields=["password"])

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The desk says by itself where people are; notes about having logged in would only be read once."""

    def _record(self, kind: str, request: HttpRequest, person_id: int | None, content: dict[str, str]) -> None:
        at = datetime.now(UTC)
        with acting(clients=(HOUSE,), person_id=person_id, at=at):
            trail.append([trail.Event(HOUSE, kind, None, person_id, at, {**content, "from": self.get_client_ip(request)})])
