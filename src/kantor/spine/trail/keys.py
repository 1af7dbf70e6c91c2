"""The keys by which proofs are checked: ours that sign the heads of the audit trail, Ed25519 (RFC 8032), and roots of outside services."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from kantor.spine.trail.content import canonical

PublicKeys = Mapping[str, Ed25519PublicKey]
"""Public keys by their id."""
Certificates = Sequence[x509.Certificate]
NOWHERE = Path()
CONTEXT = b"kantor audit trail key\n"
"""Precedes what an earlier key signs about its successor."""
GRACE = timedelta(minutes=1)
"""A worker that had begun to sign may end with the key it had in hand."""


class Retired(NamedTuple):
    """A key that signs no more: its successor and the moment, signed by the key itself, so that whoever knows it knows the next one."""

    key: str
    next: str
    until_at: datetime
    signature: str

    def message(self) -> bytes:
        return CONTEXT + canonical({"next": self.next, "until": _moment(self.until_at)}).encode()

    def is_signed(self) -> bool:
        return is_signed(self.message(), bytes.fromhex(self.signature), _public(self.key))

    def as_json(self) -> dict[str, str]:
        return {**self._asdict(), "until_at": _moment(self.until_at)}


class Trust(NamedTuple):
    """What proofs of this house are checked by: its public keys in the order of their time, how the earlier ones were succeeded, and the
    root certificates of the time-stamping services it asks."""

    keys: PublicKeys
    roots: Certificates = ()
    retired: Sequence[Retired] = ()

    def order(self, key_id: str) -> int:
        """The place of a key in time; -1 for one that is not ours."""
        return [*self.keys].index(key_id) if key_id in self.keys else -1

    def was_in_force(self, key_id: str, at: datetime) -> bool:
        """Whether a head of that moment may be signed by this key; where the moment of signing and of retiring nearly met, it may."""
        ends = {key_id_of(one.key): one.until_at + GRACE for one in self.retired}
        return key_id in self.keys and (key_id not in ends or at <= ends[key_id])

    def as_json(self) -> dict[str, Any]:
        """For a file: keys in hexadecimal by their id, certificates as PEM."""
        keys = {key_id: key.public_bytes_raw().hex() for key_id, key in self.keys.items()}
        succeeded = [one.as_json() for one in self.retired]
        return {"keys": keys, "succeeded": succeeded, "stamp_roots": [root.public_bytes(Encoding.PEM).decode() for root in self.roots]}


class Signer:
    """Signs with the private key; key_id: the first 16 hexadecimal digits of the SHA-256 of the public key."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public_key = key.public_key()
        self.key_id = key_id(self.public_key)

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


def make_key(path: Path) -> Signer:
    """The signer of this file; where it is not there, a new key is written (PKCS 8, mode 0600): for an office that has signed nothing."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_new(path, Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return signer(path)


def signer(path: Path) -> Signer:
    """The signer of this file. FileNotFoundError where it is not there: a new key would not be the one that signed the heads before."""
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
    current = signer(signing_key_file)
    before = retired(signing_key_file, current)
    return Trust(public_keys([*(_public(one.key) for one in before), current]), certificates(roots_file), before)


def retired(path: Path, current: Signer) -> tuple[Retired, ...]:
    """The keys before the current one, the oldest first. What does not lead to the current key is left out: a rotation that never ended.

    ValueError where one of them did not sign its successor.
    """
    file = _earlier(path)
    told = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []
    known = [Retired(**{**line, "until_at": datetime.fromisoformat(line["until_at"])}) for line in told]
    while known and known[-1].next != current.public_key.public_bytes_raw().hex():
        known.pop()
    for one, after in zip(known, [*(later.key for later in known[1:]), current.public_key.public_bytes_raw().hex()], strict=False):
        if one.next != after or not one.is_signed():
            raise ValueError(f"{file} is not as the keys signed it. Restore it from a backup.")
    return tuple(known)


def rotate(path: Path, at: datetime) -> tuple[Signer, Signer]:
    """Sign with a new key from now on; answers the one before and the new one.

    Killed at any step, the old key stays in force or the new one is, and doing it again is right.
    """
    old = signer(path)
    coming = path.with_name(f"{path.name}.next")
    coming.unlink(missing_ok=True)
    _write_new(coming, Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    new = signer(coming)
    public, following = (one.public_key.public_bytes_raw().hex() for one in (old, new))
    unsigned = Retired(public, following, at, "")
    known = [*retired(path, old), unsigned._replace(signature=old.sign(unsigned.message()).hex())]
    _replace(_earlier(path), "".join(canonical(one.as_json()) + "\n" for one in known).encode())
    coming.replace(path)
    _sync_folder(path.parent)
    return old, new


def certificates(path: Path) -> Certificates:
    """The certificates in a PEM file; none where no file is named."""
    return () if path == NOWHERE else tuple(x509.load_pem_x509_certificates(path.read_bytes()))


def key_id(key: Ed25519PublicKey) -> str:
    return key_id_of(key.public_bytes_raw().hex())


def key_id_of(public: str) -> str:
    """The id of a public key in hexadecimal."""
    return hashlib.sha256(bytes.fromhex(public)).hexdigest()[:16]


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


def _replace(path: Path, data: bytes) -> None:
    """The whole file or the one before."""
    making = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(making, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    making.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _earlier(path: Path) -> Path:
    """Where the public halves of keys are kept that sign no more."""
    return path.with_name(f"{path.name}.earlier.jsonl")


def _public(key: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
