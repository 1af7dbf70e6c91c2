"""Where the password of a mailbox lies: in the environment or in a file, never in the database, and it is shown nowhere."""

import os
from pathlib import Path

ENVIRONMENT, FILE = "env:", "file:"


class NoSecret(OSError):
    """There is no password where it should be; the message says where that is."""


def password(kept_in: str) -> str:
    """What lies there. Raises NoSecret."""
    if kept_in.startswith(ENVIRONMENT):
        found = os.environ.get(kept_in.removeprefix(ENVIRONMENT), "")
        if not found:
            raise NoSecret(f"the environment variable {kept_in.removeprefix(ENVIRONMENT)} is not set for this process")
        return found
    path = Path(kept_in.removeprefix(FILE))
    try:
        found = path.read_text(encoding="utf-8").strip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise NoSecret(f"the file {path} cannot be read ({type(error).__name__})") from error
    if not found:
        raise NoSecret(f"the file {path} is empty")
    return found


def is_open_to_others(kept_in: str) -> bool:
    """Whether a file with a password may be read by anybody else on this machine."""
    path = Path(kept_in.removeprefix(FILE))
    return kept_in.startswith(FILE) and path.exists() and bool(path.stat().st_mode & 0o077)
