"""The keys by which proofs are checked: ours that sign the heads of the audit trail, Ed25519 (RFC 8032), and roots of outside services."""

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

PublicKeys = Mapping[str, Ed25519PublicKey]
"""Public keys by their id."""
Certificates = Sequence[x509.Certificate]
NOWHERE = Path()


class Trust(NamedTuple):
    """What proofs of this house are checked by: its public keys, and the root certificates of the time-stamping services it asks."""

    keys: PublicKeys
    roots: Certificates = ()

    def as_json(self) -> dict[str, Any]:
        """For a file: keys in hexadecimal by their id, certificates as PEM."""
        keys = {key_id: key.public_bytes_raw().hex() for key_id, key in self.keys.items()}
        return {"keys": keys, "stamp_roots": [root.public_bytes(Encoding.PEM).decode() for root in self.roots]}


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


def trust(signing_key_file: Path, roots_file: Path = NOWHERE) -> Trust:
    """What this house goes by. OSError or ValueError where one of the files cannot be read."""
    return Trust(public_keys([signer(signing_key_file)]), certificates(roots_file))


def certificates(path: Path) -> Certificates:
    """The certificates in a PEM file; none where no file is named."""
    return () if path == NOWHERE else tuple(x509.load_pem_x509_certificates(path.read_bytes()))


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
