"""Watched folders: `inbox/<client's code>/` - a file that lies there quietly is taken in and moved to `done`.

A process killed in between leaves the file where it is; the same bytes again are the same document, so taking it in once more does
nothing. What cannot be taken in for a reason of its own goes to `not_taken`, with the reason beside it.
"""

import errno
import fcntl
import logging
import os
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.db import InterfaceError, OperationalError

from kantor.channels import mail
from kantor.channels.door import Door, File, take_in
from kantor.channels.mail import Guard
from kantor.engines.reading import Unavailable

LOG = logging.getLogger("kantor.working")
QUIET_S = 2
"""A file that changed less than so long ago may still be being written."""
MOST_FILES = 20
DONE, NOT_TAKEN = "done", "not_taken"
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EMFILE, errno.ENFILE, errno.ENOMEM})
"""What the operating system says where disk, memory or handles have run out: no file is to blame for that."""
PLAIN_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._ -]*")


def place_of(root: Path, code: str) -> Path | None:
    """The watched folder of the client with this code; None for a code that is no name of a folder."""
    return root / code if PLAIN_CODE.fullmatch(code) else None


def make(root: Path, codes: Iterable[str]) -> None:
    """Make the watched folders that are not there yet."""
    for code in codes:
        place = place_of(root, code)
        if place is not None:
            place.mkdir(parents=True, exist_ok=True, mode=0o700)


def waiting(root: Path) -> dict[str, int]:
    """Client's code -> how many files lie quietly in its folder."""
    if not root.is_dir():
        return {}
    counts = {place.name: len(_quiet(Path(place.path))) for place in os.scandir(root) if place.is_dir()}
    return {code: count for code, count in counts.items() if count}


def take(place: Path, door: Door, *, limit_bytes: int, guard: Guard | None = None) -> int:
    """Take in some of the quiet files of a folder; answers how many left it. Does nothing while another process is at it.

    guard: who may hand in by mail, also in an archive; without one a mail is taken in like any other file.
    """
    with _alone(place) as is_mine:
        paths = _quiet(place)[:MOST_FILES] if is_mine else []
        fitting = [path for path in paths if path.stat().st_size <= limit_bytes]
        for path in set(paths) - set(fitting):
            _put_aside(path, f"It is larger than {limit_bytes} bytes (the setting upload_limit_bytes).")
        _take(fitting, door, guard)
    return len(paths)


def _take(paths: Sequence[Path], door: Door, guard: Guard | None) -> None:
    """All at once; where that fails, one by one, so that one file cannot hold up the others."""
    if not paths:
        return
    try:
        files = [File(name=path.name, data=path.read_bytes()) for path in paths]
        mails = [] if guard is None else [file for file in files if mail.is_mailed(file, door)]
        if guard is not None and mails:
            mail.admit(mails, door, guard)
        for _ in take_in([file for file in files if file not in mails], door):
            pass
    except Exception as error:
        if _is_the_houses(error):
            raise
        if len(paths) > 1:
            for path in paths:
                _take([path], door, guard)
        else:
            LOG.exception("file=%r outcome=%s", paths[0].name, NOT_TAKEN)
            _put_aside(paths[0], f"{type(error).__name__}: {error}")
        return
    for path in paths:
        _move(path, path.parent / DONE)


def _is_the_houses(error: Exception) -> bool:
    """Whether the database or the machine is in trouble, and not the file: it stays where it is until that has passed."""
    return isinstance(error, OperationalError | InterfaceError | MemoryError | Unavailable) or (
        isinstance(error, OSError) and error.errno in NO_ROOM
    )


def _quiet(place: Path) -> list[Path]:
    """The files at the top of the folder that nobody writes to any more, by name; names that begin with a dot are not ours."""
    before = time.time() - QUIET_S
    found = []
    for entry in os.scandir(place):
        if entry.is_file(follow_symlinks=False) and not entry.name.startswith("."):
            known = entry.stat(follow_symlinks=False)
            if max(known.st_mtime, known.st_ctime) < before:
                found.append(place / entry.name)
    return sorted(found)


def _put_aside(path: Path, reason: str) -> None:
    moved = _move(path, path.parent / NOT_TAKEN)
    moved.with_name(f"{moved.name}.reason.txt").write_text(f"{reason}\n", encoding="utf-8")


def _move(path: Path, folder: Path) -> Path:
    folder.mkdir(exist_ok=True, mode=0o700)
    target, number = folder / path.name, 1
    while target.exists():
        number += 1
        target = folder / f"{path.stem}-{number}{path.suffix}"
    return path.rename(target)


@contextmanager
def _alone(place: Path) -> Iterator[bool]:
    """Whether this process is the only one at the folder; the kernel lets go when it dies."""
    handle = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(handle)
