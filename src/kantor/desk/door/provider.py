"""Asks the identity provider that the settings name: its addresses, its keys, and who came back with a code (OpenID Connect, with PKCE)."""

import base64
import hashlib
import json
import secrets
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings

from kantor.desk.door.asking import now
from kantor.engines.identity import Identity, NotProved, identity_of
from kantor.kit.outgoing import is_listed

PATIENCE_S = 10
MOST_BYTES = 1_000_000
SCOPES = "openid email"


@dataclass(frozen=True, kw_only=True, slots=True)
class Begun:
    """A log-in on its way: the address to send the browser to, and what must come back with it or be told to the provider alone."""

    address: str
    state: str
    nonce: str
    verifier: str


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """What answers from elsewhere is not the provider."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


OPENER = urllib.request.build_opener(_NoRedirects)


def begin(back: str) -> Begun:
    """Begin a log-in; back: the address to which the browser returns. NotProved where the provider does not answer as it must."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    query = {
        "response_type": "code",
        "client_id": settings.KANTOR.oidc_client_id,
        "redirect_uri": back,
        "scope": SCOPES,
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    place = _described()["authorization_endpoint"]
    return Begun(address=f"{place}{'&' if '?' in place else '?'}{urlencode(query)}", state=state, nonce=nonce, verifier=verifier)


def finish(code: str, *, back: str, nonce: str, verifier: str) -> Identity:
    """Who has come back with this code; NotProved where it proves nothing."""
    known, described = settings.KANTOR, _described()
    given = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
    by = base64.b64encode(f"{quote(known.oidc_client_id, safe='')}:{quote(known.oidc_client_secret, safe='')}".encode()).decode()
    told = _asked(described["token_endpoint"], urlencode(given).encode(), {"Authorization": f"Basic {by}"})
    keys = _asked(described["jwks_uri"]).get("keys", [])
    return identity_of(str(told.get("id_token", "")), keys, issuer=known.oidc_issuer, client_id=known.oidc_client_id, nonce=nonce, at=now())


def _described() -> dict[str, Any]:
    """The provider's description of itself; it must name the very issuer that the settings do."""
    issuer = settings.KANTOR.oidc_issuer
    told = _asked(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if told.get("issuer") != issuer:
        raise NotProved("the description is of another issuer")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if urlsplit(str(told.get(name, ""))).scheme != urlsplit(issuer).scheme:
            raise NotProved(f"no {name} as safe as the issuer")
    return told


def _asked(address: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> dict[str, Any]:
    if not is_listed(urlsplit(address).hostname or "", settings.KANTOR.outgoing_hosts):
        raise NotProved("it names a host that outgoing_hosts does not list")
    request = urllib.request.Request(address, data=body, headers={"Accept": "application/json", **(headers or {})})  # noqa: S310 - checked
    try:
        with OPENER.open(request, timeout=PATIENCE_S) as answer:
            told = json.loads(answer.read(MOST_BYTES))
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise NotProved(f"the provider does not answer: {type(error).__name__}") from error
    if not isinstance(told, dict):
        raise NotProved("the provider answers something else")
    return told
