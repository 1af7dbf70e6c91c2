"""Turns what happened into canonical JSON, so that the same content always has the same bytes and the same hash."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any


def canonical(content: Any) -> str:
    """JSON with sorted keys and no spaces; dates in ISO form, exact numbers as text, bytes in hexadecimal, records as objects.

    Refuses NaN and infinities. Text that UTF-8 cannot carry (half a surrogate pair) is written with escapes throughout.
    """
    text = _PLAIN(content)
    return text if text.isascii() or _is_utf8(text) else _ESCAPED(content)


def content_hash(content: Any) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return text_hash(canonical(content))


def text_hash(text: str) -> str:
    """SHA-256 of what is canonical JSON already, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def _as_json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"{value.__class__.__name__} cannot be put into the audit trail")


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _encoder(*, ascii_only: bool) -> Callable[[Any], str]:
    return json.JSONEncoder(ensure_ascii=ascii_only, allow_nan=False, sort_keys=True, separators=(",", ":"), default=_as_json).encode


_PLAIN = _encoder(ascii_only=False)
_ESCAPED = _encoder(ascii_only=True)
