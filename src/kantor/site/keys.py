"""The key that signs sessions: made on first start, kept in a file that only we can read."""

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
