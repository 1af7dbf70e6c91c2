"""Envelopes: each original is encrypted with a key of its own, that key with its client's, and the client's with the master key.

All of it is AES-256-GCM (NIST SP 800-38D). Whoever takes away an original's key has erased the original, wherever copies of its bytes lie.
What is bound to a cipher text (client, kind of key, hash of the original) cannot be exchanged for another's.
"""

import os
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from kantor.spine import access
from kantor.spine.documents.queries import QUERIES

KEY_BITS = 256
NONCE_BYTES = 12
WRAPPED_BYTES = NONCE_BYTES + KEY_BITS // 8 + 16
SEALED = "@1"
"""Stands behind the place of an original that is encrypted in this way."""
_NOT_WHAT_IT_WAS = "The original, or a key to it, is not what it was. Restore it from a backup."


class Erased(OSError):
    """The bytes are still there, and nobody can read them any more: their key was destroyed."""


def client_key(client_id: int, at: datetime) -> bytes:
    """The client's key, wrapped; a new one where it has none."""
    known = QUERIES.value("client_key", client_id=client_id)
    if known is None:
        access.share_master_key()
        wrapped = encrypt(AESGCM(settings.ORIGINALS_KEYS()[0]), AESGCM.generate_key(KEY_BITS), _of_client(client_id))
        QUERIES.run("add_client_key", client_id=client_id, wrapped=wrapped, at=at)
        known = QUERIES.value("client_key", client_id=client_id)
    return bytes(known)


def wrap_anew(client_id: int) -> bool:
    """Wrap the acting client's key by the newest master key; False where it has none or that was done before.

    Waits for everybody who is giving a client its first key, because that may be by the old one. OSError where no master key opens it.
    """
    access.have_master_key_alone()
    known = QUERIES.value("client_key", client_id=client_id)
    newest = AESGCM(settings.ORIGINALS_KEYS()[0])
    if known is None or _opens(newest, bytes(known), client_id) is not None:
        return False
    wrapped = encrypt(newest, _unwrap_client_key(client_id, bytes(known)), _of_client(client_id))
    return bool(QUERIES.run("wrap_client_key_anew", client_id=client_id, wrapped=wrapped))


class Sealer:
    """Encrypts originals of one client."""

    def __init__(self, client_id: int, wrapped_client_key: bytes) -> None:
        self._client_id = client_id
        self._key = AESGCM(_unwrap_client_key(client_id, wrapped_client_key))

    def seal(self, data: bytes, sha256: str) -> tuple[bytes, bytes]:
        """The encrypted bytes of an original, and the key of its own, wrapped."""
        key = AESGCM.generate_key(KEY_BITS)
        about = _of_original(self._client_id, sha256)
        return encrypt(AESGCM(key), data, about), encrypt(self._key, key, about)

    def new_key(self, about: bytes) -> bytes:
        """A new key, wrapped; `about` is bound to it."""
        return encrypt(self._key, AESGCM.generate_key(KEY_BITS), about)


def unwrapped(client_id: int, client_wrapped: bytes, wrapped: bytes, about: bytes) -> bytes:
    """A key that `new_key` made. OSError where it, or the client's, is not what it was."""
    try:
        return decrypt(AESGCM(_unwrap_client_key(client_id, client_wrapped)), wrapped, about)
    except InvalidTag as error:
        raise OSError("A key of a confidential document is not what it was. Restore it from a backup.") from error


class Keeper:
    """Encrypts what is kept for a while beside the documents of one client: answers to programs, files that wait to be taken in.

    about: what it is, such as `answer 7 order-12`; each has a key of its own, derived from the client's, and opens as nothing else.
    """

    def __init__(self, client_id: int, at: datetime) -> None:
        self._client_id = client_id
        self._key = _unwrap_client_key(client_id, client_key(client_id, at))

    def seal(self, data: bytes, about: str) -> bytes:
        return encrypt(self._own(about), data, b"")

    def open(self, sealed: bytes, about: str) -> bytes:
        """OSError where it is not what was sealed as this."""
        try:
            return decrypt(self._own(about), sealed, b"")
        except (InvalidTag, ValueError) as error:
            raise OSError(f"What was kept as {about} is not what it was.") from error

    def _own(self, about: str) -> AESGCM:
        named = f"kantor kept {self._client_id} {about}".encode()
        return AESGCM(HKDF(algorithm=SHA256(), length=KEY_BITS // 8, salt=None, info=named).derive(self._key))


class Beside:
    """Encrypts what is kept beside an original with the original's own key, so that both are erased at once.

    keys: the client's and its own, wrapped, one behind the other. Erased where there is none, OSError where they are not what they were.
    """

    def __init__(self, client_id: int, keys: bytes, sha256: str) -> None:
        self._key, self._about = _own_key(client_id, keys, sha256), f"kantor beside {client_id} {sha256} "

    def seal(self, data: bytes, about: str) -> bytes:
        return encrypt(self._key, data, (self._about + about).encode())

    def open(self, sealed: bytes, about: str) -> bytes:
        """OSError where it is not what was sealed as this."""
        try:
            return decrypt(self._key, sealed, (self._about + about).encode())
        except (InvalidTag, ValueError) as error:
            raise OSError(f"What was kept beside an original as {about} is not what it was.") from error


def open_sealed(data: bytes, keys: bytes, client_id: int, sha256: str) -> bytes:
    """The bytes of an original. keys: the client's and its own, wrapped, one behind the other; Erased where there is none, OSError where
    bytes or keys are not what they were."""
    own = _own_key(client_id, keys, sha256)
    try:
        return decrypt(own, data, _of_original(client_id, sha256))
    except (InvalidTag, ValueError) as error:
        raise OSError(_NOT_WHAT_IT_WAS) from error


def _own_key(client_id: int, keys: bytes, sha256: str) -> AESGCM:
    if not keys:
        raise Erased("The original was erased: its key is destroyed.")
    try:
        client = AESGCM(_unwrap_client_key(client_id, keys[:WRAPPED_BYTES]))
        return AESGCM(decrypt(client, keys[WRAPPED_BYTES:], _of_original(client_id, sha256)))
    except (InvalidTag, ValueError) as error:
        raise OSError(_NOT_WHAT_IT_WAS) from error


def opens(client_id: int, wrapped_client_key: bytes) -> bool:
    """Whether the master key of this process opens the client's key."""
    try:
        _unwrap_client_key(client_id, wrapped_client_key)
    except OSError:
        return False
    return True


def _unwrap_client_key(client_id: int, wrapped: bytes) -> bytes:
    found = next((key for one in settings.ORIGINALS_KEYS() if (key := _opens(AESGCM(one), wrapped, client_id)) is not None), None)
    if found is None:
        raise OSError("The master key does not open this client's key. Restore the right master_key_file from a backup.")
    return found


def _opens(master: AESGCM, wrapped: bytes, client_id: int) -> bytes | None:
    try:
        return decrypt(master, wrapped, _of_client(client_id))
    except InvalidTag:
        return None


def encrypt(key: AESGCM, data: bytes, about: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + key.encrypt(nonce, data, about)


def decrypt(key: AESGCM, data: bytes, about: bytes) -> bytes:
    return key.decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], about)


def _of_client(client_id: int) -> bytes:
    return f"kantor client {client_id}".encode()


def _of_original(client_id: int, sha256: str) -> bytes:
    return f"kantor original {client_id} {sha256}".encode()
