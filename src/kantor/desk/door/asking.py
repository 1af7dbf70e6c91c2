"""What a browser is asked for a passkey, and its answer: the challenge waits in the session, and each is answered once."""

import json
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from kantor.spine import access
from kantor.spine.access import Answered, Asked

STATE = "passkey_state"


def now() -> datetime:
    """Log-ins go by the real time, whatever time the office plays in tests and pictures."""
    return datetime.now(UTC)


def provider_offered(request: HttpRequest) -> dict[str, str]:
    """For templates: what the identity provider is called, '' where there is none."""
    known = settings.KANTOR
    return {"identity_provider": (known.oidc_name or host_of(known.oidc_issuer)) if known.oidc_issuer else ""}


def host_of(address: str) -> str:
    return urlsplit(address).hostname or ""


def host(request: HttpRequest) -> str:
    """The name of the desk, for which passkeys are made; Django has checked it against the allowed ones."""
    return request.get_host().partition(":")[0]


def asked(request: HttpRequest, question: Asked) -> str:
    """The question as JSON for the page."""
    request.session[STATE] = question.state
    return json.dumps(question.options)


def answered(request: HttpRequest) -> Answered:
    """What the browser says to the challenge that was asked, which is spent by this."""
    return Answered(answer=request.POST.get("credential", ""), state=request.session.pop(STATE, {}), host=host(request))


def proved_by_passkey(request: HttpRequest, person_id: int | None) -> int | None:
    """Whose passkey has answered; None where it proves nothing."""
    return access.prove_by_passkey(answered(request), person_id=person_id, at=now())


def is_name(request: HttpRequest) -> bool:
    """Browsers make no passkeys for addresses of numbers."""
    return not host(request).replace(".", "").isdigit() and not host(request).startswith("[")
