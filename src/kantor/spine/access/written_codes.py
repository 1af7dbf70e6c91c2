"""Codes that people write down or are told, and type once: random enough that a plain hash guards them."""

import hashlib
import secrets

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Those that nobody takes for another when they are written by hand."""
GROUPS, GROUP = 6, 4
"""24 of 31 letters are 118 random bits: more than 112, so that a plain hash guards them (ASVS 6.5.2)."""


def new_code() -> str:
    """Six groups of four letters."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def code_hash(typed: str) -> bytes:
    """SHA-256 of a code, however it is typed."""
    plain = "".join(letter for letter in typed.lower() if letter in LETTERS)
    return hashlib.sha256(plain.encode()).digest()
