"""Keeps secrets of people encrypted in the database: with a key derived from the house's master key, each bound to its person."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from kantor.spine.access.queries import QUERIES

NONCE_BYTES = 12
KEY_BYTES = 32


def seal(person_id: int, secret: bytes) -> bytes:
    """AES-256-GCM (NIST SP 800-38D) under a key of its own by HKDF (RFC 5869); it opens for this person alone."""
    share_master_key()
    return _sealed(person_id, secret)


def unseal(person_id: int, sealed: bytes) -> bytes:
    """What was sealed; OSError where it is another's, was changed, or was sealed under another master key."""
    found = next((secret for one in settings.ORIGINALS_KEYS() if (secret := _opened(one, person_id, sealed)) is not None), None)
    if found is None:
        raise OSError("The master key does not open this secret. Restore the right master_key_file, or reset the second factor.")
    return found


def seal_secrets_anew() -> int:
    """Seal what lies under an older master key with the newest one; answers how many secrets that were. OSError where none opens one."""
    have_master_key_alone()
    newest = settings.ORIGINALS_KEYS()[0]
    old = [row for row in QUERIES.rows("totp_secrets") if _opened(newest, row.person_id, bytes(row.secret)) is None]
    if old:
        secrets = [_sealed(row.person_id, unseal(row.person_id, bytes(row.secret))) for row in old]
        QUERIES.run("seal_totp_anew", people=[row.person_id for row in old], secrets=secrets)
    return len(old)


def share_master_key() -> None:
    """Many may seal something by the newest master key at once, but not while it is replaced; until the transaction ends."""
    QUERIES.value("share_master_key")


def have_master_key_alone() -> None:
    """Nobody seals anything by the master key until the transaction ends."""
    QUERIES.value("have_master_key_alone")


def _sealed(person_id: int, secret: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _key(settings.ORIGINALS_KEYS()[0]).encrypt(nonce, secret, _about(person_id))


def _opened(master: bytes, person_id: int, sealed: bytes) -> bytes | None:
    try:
        return _key(master).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _about(person_id))
    except (InvalidTag, ValueError):
        return None


def _key(master: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"kantor secrets of people").derive(master))


def _about(person_id: int) -> bytes:
    return f"kantor person {person_id}".encode()
