"""The originals beside the backups: each file is copied once, synced, and named in a list of checksums."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from kantor.site.backing_up import shelf

ORIGINALS = "originals"
LIST = "originals.sha256"
GONE = "originals_gone.json"
Told = Callable[[str, float], None]
"""Gets what is being done and which share of it is done."""


def copy_new(originals: Path, backups: Path, now: datetime, told: Told) -> int:
    """Copy what is not in the mirror yet and note what is gone from the house; answers how many files were copied."""
    listed = checksums(backups)
    living = {str(path.relative_to(originals)) for path in originals.rglob("*") if path.is_file()}
    new = sorted(living - listed.keys())
    with (backups / LIST).open("a") as sums:
        for done, name in enumerate(new):
            told("Copying the originals", done / len(new))
            sums.write(f"{_copy(originals / name, backups / ORIGINALS / name)}  {name}\n")
        sums.flush()
        os.fsync(sums.fileno())
    noted = _gone(backups)
    _note(backups, {name: noted.get(name, now.isoformat()) for name in listed.keys() - living})
    return len(new)


def checksums(backups: Path) -> dict[str, str]:
    """Path -> SHA-256 of every original in the mirror."""
    path = backups / LIST
    lines = path.read_text().splitlines() if path.exists() else []
    return {name: checksum for checksum, _, name in (line.partition("  ") for line in lines) if name}


def forget(backups: Path, before: datetime) -> int:
    """Remove what was gone from the house before the oldest backup that is kept; answers how many files that were."""
    noted = _gone(backups)
    old = {name for name, since in noted.items() if datetime.fromisoformat(since) < before}
    known = checksums(backups)
    for name in old:
        (backups / ORIGINALS / name).unlink(missing_ok=True)
    if old:
        _replace(backups / LIST, "".join(f"{checksum}  {name}\n" for name, checksum in known.items() if name not in old))
        _note(backups, {name: since for name, since in noted.items() if name not in old})
    return len(old)


def restore(backups: Path, into: Path, at: datetime | None, told: Told) -> Iterator[str]:
    """Copy the originals that the house had then into a new folder; gives what is missing or not as it was."""
    gone = {name for name, since in _gone(backups).items() if at is None or datetime.fromisoformat(since) <= at}
    known = {name: checksum for name, checksum in checksums(backups).items() if name not in gone}
    into.mkdir(parents=True, mode=0o700)
    for done, (name, checksum) in enumerate(known.items()):
        told("Bringing back the originals", done / len(known))
        source = backups / ORIGINALS / name
        if not source.is_file() or _copy(source, into / name) != checksum:
            yield name


def _gone(backups: Path) -> dict[str, str]:
    path = backups / GONE
    return json.loads(path.read_text()) if path.exists() else {}


def _note(backups: Path, gone: dict[str, str]) -> None:
    _replace(backups / GONE, json.dumps(gone, indent=1))


def _replace(path: Path, text: str) -> None:
    making = path.with_name(f"{path.name}.new")
    making.write_text(text)
    making.rename(path)


def _copy(source: Path, target: Path) -> str:
    """Copy by another name first, so that a file that is there is whole; answers the checksum of what arrived."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    making = target.with_name(f"{target.name}{shelf.MAKING}")
    shutil.copy2(source, making)
    with making.open("rb") as file:
        os.fsync(file.fileno())
    making.rename(target)
    return shelf.digest(target)
