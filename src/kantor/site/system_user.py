"""PostgreSQL refuses to run as root; this finds the user it runs as instead and lets that user reach its files."""

import errno
import fcntl
import os
import pwd
import shutil
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

NAME = "embedded_postgres"
SUBSTITUTES = ("postgres", "nobody")
ACCOUNTS = "/etc"


class SystemUser(NamedTuple):
    """A user of the operating system, to be passed to subprocess."""

    uid: int
    gid: int


def for_server(cluster: Path) -> SystemUser | None:
    """The user the server must run as: None (ourselves) for ordinary users; where we are root, the account that has the files in `cluster`
    already, else an unprivileged one, made if need be."""
    if os.geteuid() != 0:
        return None
    if not _known(NAME) and shutil.which("useradd"):
        with _alone():
            if not _known(NAME):
                subprocess.run(["useradd", "--system", "--shell", "/usr/sbin/nologin", NAME], check=False, capture_output=True)
    entries = [pwd.getpwnam(name) for name in (NAME, *SUBSTITUTES) if _known(name)]
    if not entries:
        raise OSError(
            "PostgreSQL does not run as root and no unprivileged account was found. Create one: useradd --system embedded_postgres"
        )
    owner = cluster.stat().st_uid if cluster.exists() else None
    entry = next((one for one in entries if one.pw_uid == owner), entries[0])
    return SystemUser(entry.pw_uid, entry.pw_gid)


@contextmanager
def _alone() -> Iterator[None]:
    """While no other process of ours makes an account: of two at once, useradd lets the second replace the number that the first gave."""
    accounts = os.open(ACCOUNTS, os.O_RDONLY)
    try:
        fcntl.flock(accounts, fcntl.LOCK_EX)
        yield
    finally:
        os.close(accounts)


def hand_over(folder: Path, user: SystemUser | None) -> None:
    """Make `folder`, private, and give it to `user`; let the user pass through the folders above it.

    Raises PermissionError where somebody else has put a folder or a link there.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), user.uid if user else os.geteuid()}:
        raise PermissionError(errno.EACCES, "belongs to somebody else", str(folder))
    if user is not None:
        os.chown(folder, user.uid, user.gid)
        let_pass(folder, user)


def let_pass(path: Path, user: SystemUser) -> None:
    """Allow others to pass through (not to list) the folders above `path`, where they could not before."""
    for folder in path.resolve().parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH and folder.stat().st_uid != user.uid:
            folder.chmod(mode | stat.S_IXOTH)


def let_read(tree: Path, user: SystemUser) -> None:
    """Allow others to read the programs in `tree` and to run those that are programs, where they could not before."""
    let_pass(tree / "x", user)
    for path in tree.rglob("*"):
        mode = path.stat().st_mode
        wanted = mode | stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0)
        if wanted != mode:
            path.chmod(wanted)


def _known(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
