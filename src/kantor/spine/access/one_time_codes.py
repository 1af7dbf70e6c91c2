"""One-time codes as authenticator apps show them: six digits that change every half minute (RFC 4226, RFC 6238), computed purely."""

import base64
import hmac
import secrets
from datetime import datetime
from urllib.parse import quote, urlencode

STEP_S = 30
DIGITS = 6
SECRET_BYTES = 20
"""As long as the hash, as RFC 4226 (4) recommends."""
CLOCKS_APART_STEPS = 1
"""Phones and servers do not always agree what time it is; RFC 6238 (5.2) recommends one step."""


def new_secret() -> bytes:
    return secrets.token_bytes(SECRET_BYTES)


def step_of(at: datetime) -> int:
    """The count of half minutes since 1970."""
    return int(at.timestamp()) // STEP_S


def code(secret: bytes, step: int, *, digits: int = DIGITS, digest: str = "sha1") -> str:
    """The code of that step (RFC 4226, 5.3: dynamic truncation). Apps know SHA-1 and six digits, and most of them nothing else."""
    mac = hmac.digest(secret, step.to_bytes(8, "big"), digest)
    offset = mac[-1] & 0x0F
    number = int.from_bytes(mac[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**digits:0{digits}d}"


def matching_step(secret: bytes, typed: str, at: datetime, *, after: int) -> int | None:
    """The step whose code was typed, of those around now; None where it is none of them, or none later than `after`: each is used once."""
    now = step_of(at)
    steps = range(now - CLOCKS_APART_STEPS, now + CLOCKS_APART_STEPS + 1)
    found = [step for step in steps if hmac.compare_digest(code(secret, step).encode(), typed.encode())]
    return next((step for step in found if step > after), None)


def written(secret: bytes) -> str:
    """The secret in the letters and digits in which people type it into an app (RFC 4648, base 32)."""
    return base64.b32encode(secret).decode()


def address(secret: bytes, *, issuer: str, account: str) -> str:
    """What apps read from the QR code."""
    query = urlencode({"secret": written(secret), "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{quote(issuer)}:{quote(account)}?{query}"
