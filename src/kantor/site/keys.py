"""Keys of the house: the one that signs sessions and the master key of the originals, in files only we can read."""

import binascii
import secrets
from functools import cache
from pathlib import Path

from kantor.site.config import ConfigError
from kantor.site.postgres import write_private, write_private_once


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


def master_keys(path: Path) -> tuple[bytes, ...]:
    """The key that wraps every client's key (AES-256). While it is replaced, the new one comes first and the old one behind it.

    Whoever loses this file loses every original, and whoever finds it beside a copy of the originals can read them: keep a copy of it, and
    keep that apart from theirs. What is in the file counts, also where it was changed while this process runs. ConfigError where it is not
    there: a new key would open nothing, so none is made by reading.
    """
    try:
        found = path.stat()
    except FileNotFoundError as error:
        raise ConfigError(f"{path} is not there: put the copy of the master key back. Without it no original can be read.") from error
    return _master_keys(path, (found.st_mtime_ns, found.st_ino, found.st_size))


@cache
def _master_keys(path: Path, seen: tuple[int, ...]) -> tuple[bytes, ...]:
    """seen: by which a file that was changed is told from the one before."""
    try:
        keys = tuple(binascii.unhexlify(line.strip()) for line in path.read_text().splitlines() if line.strip())
    except ValueError:
        keys = ()
    if not keys or any(len(key) != MASTER_KEY_BYTES for key in keys):
        raise ConfigError(f"{path} holds no master key. Restore it from a backup: without it no original can be read.")
    return keys


def make_master_key(path: Path) -> None:
    """Write a new random key, unless one is there already: for an office in which nothing is sealed yet."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_private_once(path, secrets.token_hex(MASTER_KEY_BYTES))


def begin_new_master_key(path: Path) -> None:
    """Put a new master key before the one in the file, unless that was done before and never ended."""
    keys = master_keys(path)
    if len(keys) == 1:
        write_private(path, f"{secrets.token_hex(MASTER_KEY_BYTES)}\n{keys[0].hex()}\n")


def end_old_master_key(path: Path) -> None:
    """Leave the newest master key alone in the file; nothing may be wrapped by another one any more."""
    write_private(path, f"{master_keys(path)[0].hex()}\n")
