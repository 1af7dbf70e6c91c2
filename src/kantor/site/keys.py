"""Keys of the house: the one that signs sessions and the master key of the originals, made on first start, in files only we can read."""

import binascii
import secrets
from pathlib import Path

from kantor.site.config import ConfigError
from kantor.site.postgres import write_private_once


def secret_key(path: Path) -> str:
    """The key in `path`; a new random one is written there where the file does not exist."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_private_once(path, secrets.token_urlsafe(50))
    key = path.read_text().strip()
    if len(key) < 40:
        raise ConfigError(f"{path} holds no usable key. Delete it: a new one is made, and people log in again.")
    return key


MASTER_KEY_BYTES = 32


def master_key(path: Path) -> bytes:
    """The key that wraps every client's key (AES-256); a new random one is written to `path` where the file does not exist.

    Whoever loses this file loses every original, and whoever finds it beside a copy of the originals can read them: keep a copy of it, and
    keep that apart from theirs.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_private_once(path, secrets.token_hex(MASTER_KEY_BYTES))
    try:
        key = binascii.unhexlify(path.read_text().strip())
    except ValueError:
        key = b""
    if len(key) != MASTER_KEY_BYTES:
        raise ConfigError(f"{path} holds no master key. Restore it from a backup: without it no original can be read.")
    return key
