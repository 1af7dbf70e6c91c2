"""Keeps secrets of people encrypted in the database: with a key derived from the house's master key, each bound to its person."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE_BYTES = 12
KEY_BYTES = 32


def seal(person_id: int, secret: bytes) -> bytes:
    """AES-256-GCM (NIST SP 800-38D) under a key of its own by HKDF (RFC 5869); it opens for this person alone."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _key().encrypt(nonce, secret, _about(person_id))


def unseal(person_id: int, sealed: bytes) -> bytes:
    """What was sealed; OSError where it is another's, was changed, or was sealed under another master key."""
    try:
        return _key().decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _about(person_id))
    except (InvalidTag, ValueError) as error:
        raise OSError("The master key does not open this secret. Restore the right master_key_file, or reset the second factor.") from error


def _key() -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"kantor secrets of people").derive(settings.ORIGINALS_KEY))


def _about(person_id: int) -> bytes:
    return f"kantor person {person_id}".encode()
