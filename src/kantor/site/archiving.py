"""How the embedded server hands over its write-ahead log: each finished segment is packed into the folder that `archive` points to.

The server's settings never change for it: without the link a segment counts as handed over, with it the segment must lie there, packed
and synced, before the server lets go of it. Where the link leads nowhere (a disk is not mounted), it keeps its log and tries again.
"""

import os
import shlex
import shutil
from pathlib import Path

from kantor.site import system_user
from kantor.site.config import ConfigError

LINK = "archive"
SUFFIX = ".gz"
EVERY_S = 60
"""A segment is handed over after so long even where it is not full: what a lost disk can cost at most."""
SERVER_SETTINGS = {"summarize_wal": "on", "archive_timeout": f"{EVERY_S}s"}
"""What the server is told once, with the first backup: incremental backups need the summaries."""


def keep_command(home: Path) -> str:
    """archive_command of the server in `home`. The same segment once more is fine, another one of the same name never replaces it."""
    link = _quoted(home / LINK)
    packed, making = f"{link}/%f{SUFFIX}", f"{link}/%f.making"
    same = f"test -f {packed} && gzip -dc {packed} | cmp -s - %p"
    new = f"test ! -e {packed} && gzip -1c %p > {making} && sync {making} && mv {making} {packed} && sync {link}/"
    return f"test ! -L {link} || {{ {same}; }} || {{ {new}; }}"


def fetch_command(wal: Path) -> str:
    """restore_command that takes segments from such a folder."""
    packed = f"{_quoted(wal)}/%f{SUFFIX}"
    return f"test -f {packed} && gzip -dc {packed} > %p"


def begin(home: Path, wal: Path) -> bool:
    """Point the server in `home` to `wal`; False where it did so before. ConfigError where it keeps its log somewhere else already."""
    if shutil.which("gzip") is None:
        raise ConfigError("The program gzip is missing, which packs the database's log. Install it (apt install gzip).")
    system_user.hand_over(wal, system_user.for_server(home / "cluster"))
    link = home / LINK
    if link.is_symlink():
        if Path(os.readlink(link)) != wal:
            raise ConfigError(
                f"The database hands its log over to {os.readlink(link)}, and `backups` now names {wal.parent}. Name the old folder again, "
                f"or remove {link} to begin anew; backups in the old folder then end here."
            )
        return False
    link.symlink_to(wal)
    return True


def _quoted(path: Path) -> str:
    """For the shell, and with PostgreSQL's own % escaped."""
    return shlex.quote(str(path)).replace("%", "%%")
