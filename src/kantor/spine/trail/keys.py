"""The key that signs the heads of the audit trail: Ed25519 (RFC 8032), in a file that only its owner can read."""

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

PublicKeys = Mapping[str, Ed25519PublicKey]
"""Public keys by their id."""


class Signer:
    """Signs with the private key; key_id: the first 16 hexadecimal digits of the SHA-256 of the public key."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public_key = key.public_key()
        self.key_id = key_id(self.public_key)

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


def signer(path: Path) -> Signer:
    """The signer of this file; on first use a new key is written there (PKCS 8, mode 0600), never over one that is there."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_new(path, Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{path} holds a key of another kind than Ed25519")
    return Signer(key)


def public_keys(keys: Iterable[Ed25519PublicKey | Signer]) -> PublicKeys:
    """Public keys by id, for `verify`; give those of earlier signers as well."""
    found = [key.public_key if isinstance(key, Signer) else key for key in keys]
    return {key_id(key): key for key in found}


def key_id(key: Ed25519PublicKey) -> str:
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:16]


def is_signed(message: bytes, signature: bytes, key: Ed25519PublicKey | None) -> bool:
    """Whether the key signed the message; False without a key."""
    if key is None:
        return False
    try:
        key.verify(signature, message)
    except InvalidSignature:
        return False
    return True


def _write_new(path: Path, pem: bytes) -> None:
    """All or nothing; where another process was faster, its key stays."""
    making = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(making, path)
    except FileExistsError:
        pass
    finally:
        making.unlink()
