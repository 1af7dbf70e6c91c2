"""The statement of an identity provider, an ID token: whether it is meant for us, for this log-in and for now, and whom it names."""

import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kantor.engines.identity.signature import is_signed, unbase64

CLOCKS_APART_S = 60
STRONG = frozenset({"mfa", "hwk"})
"""What a provider says when it has asked for a second factor or a key of hardware (RFC 8176)."""


class NotProved(ValueError):
    """The statement proves nothing; the message says why, for the log."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """issuer and subject name a person for good; email: '' where the provider has not verified it; strong: with a second factor."""

    issuer: str
    subject: str
    email: str
    strong: bool


def identity_of(token: str, keys: Sequence[Mapping[str, Any]], *, issuer: str, client_id: str, nonce: str, at: datetime) -> Identity:
    """Whom the token names; NotProved where it is not signed by one of the keys, or not for this issuer, client, log-in and moment."""
    claims = _signed_claims(token, keys)
    _meant_for_us(claims, issuer=issuer, client_id=client_id, nonce=nonce)
    _of_now(claims, at.timestamp())
    methods = claims.get("amr")
    return Identity(
        issuer=issuer,
        subject=str(claims["sub"]),
        email=str(claims.get("email", "")) if claims.get("email_verified") is True else "",
        strong=bool(STRONG & set(methods)) if isinstance(methods, list) else False,
    )


def _signed_claims(token: str, keys: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    try:
        head, body, signature = token.split(".")
        header, claims = json.loads(unbase64(head)), json.loads(unbase64(body))
        signed = is_signed(str(header["alg"]), str(header.get("kid", "")), f"{head}.{body}".encode(), unbase64(signature), keys)
    except (ValueError, KeyError, TypeError) as error:
        raise NotProved("it is no signed token") from error
    if not signed or "crit" in header:
        raise NotProved("no key of the provider has signed it")
    if not isinstance(claims, dict) or not claims.get("sub"):
        raise NotProved("it names nobody")
    return claims


def _meant_for_us(claims: Mapping[str, Any], *, issuer: str, client_id: str, nonce: str) -> None:
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if claims.get("iss") != issuer:
        raise NotProved("another issuer")
    if client_id not in audiences or claims.get("azp", client_id) != client_id or (len(audiences) > 1 and "azp" not in claims):
        raise NotProved("meant for another client")
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise NotProved("of another log-in")


def _of_now(claims: Mapping[str, Any], now: float) -> None:
    try:
        begins, ends = float(claims.get("nbf", claims["iat"])), float(claims["exp"])
    except (KeyError, TypeError, ValueError) as error:
        raise NotProved("it does not say when it holds") from error
    if not begins - CLOCKS_APART_S <= now < ends + CLOCKS_APART_S:
        raise NotProved("not of now")
