"""The folder from which things leave: each under the name of its key, whole, durable, and exactly once.

A file is staged under a name of its own, out of sight and synced. Handing it over first writes a mark - the first one for a name
wins, and it names its staged file - and then moves that file into sight, in one step of the file system. So whoever comes later, after a
crash or a pause, sees from the mark and the staged file whether the name has been handed over, even if the receiver has fetched it
meanwhile. Marks are kept for longer than any process can be paused.
"""

import hashlib
import os
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

STAGE, MARKS = ".staged", ".handed_over"
KEPT_DAYS = 30


@dataclass(frozen=True, kw_only=True, slots=True)
class Staged:
    """A file that is ready to be handed over under `name`."""

    folder: Path
    name: str
    token: str


def stage(folder: Path, key: str, data: bytes, *, suffix: str) -> Staged:
    """Write the file out of sight; it is on disk when this returns."""
    (folder / STAGE).mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / MARKS).mkdir(exist_ok=True, mode=0o700)
    staged = Staged(folder=folder, name=f"{_plain(key)}.{suffix}", token=uuid4().hex)
    with (folder / STAGE / staged.token).open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    _sync(folder / STAGE)
    return staged


def hand_over(staged: Staged) -> None:
    """Put the file into sight, unless that has happened under this name before."""
    mark = staged.folder / MARKS / staged.name
    draft = mark.with_name(f".{staged.token}")
    draft.write_text(staged.token)
    with suppress(FileExistsError):  # an earlier one was first, wherever it has come to its end
        os.link(draft, mark)
    draft.unlink()
    _sync(mark.parent)
    with suppress(FileNotFoundError):  # it has been in sight before
        (staged.folder / STAGE / mark.read_text()).rename(staged.folder / staged.name)
    _sync(staged.folder)


def forget(staged: Staged) -> None:
    """Clear away what is left of a staged file, and marks and drafts of long ago."""
    (staged.folder / STAGE / staged.token).unlink(missing_ok=True)
    before = time.time() - KEPT_DAYS * 86_400
    for entry in (*os.scandir(staged.folder / STAGE), *os.scandir(staged.folder / MARKS)):
        if entry.stat().st_mtime < before:
            Path(entry.path).unlink(missing_ok=True)


def _plain(key: str) -> str:
    """A key as the name of a file: what a file system may not like is replaced, and a digest tells apart what would look alike."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", key).strip("-.")[:80]
    return plain if plain == key else f"{plain}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
