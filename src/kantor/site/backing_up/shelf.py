"""The folder of the backups: what lies there, what belongs together, whether it is whole, and what has grown too old.

backups/2026-11-22T021400Z-full/           the database, complete: `database` as pg_basebackup wrote it, `manifest.json`, `SHA256SUMS`,
backups/2026-11-22T081400Z-incremental/    what changed since then         heads of the trail, settings, keys where they were asked for
backups/wal/                               the database's log, packed: the time in between
backups/originals/, originals.sha256       every original once, with its checksum
backups/originals_gone.json                since when an original is no longer in the house
"""

import fcntl
import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import file_digest
from pathlib import Path
from typing import Any, Self

from kantor.site.config import ConfigError

FULL_EVERY = timedelta(days=7)
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
DATABASE = "database"
WAL = "wal"
MAKING = ".making"


@dataclass(frozen=True, kw_only=True, slots=True)
class Backup:
    """One backup. before: the name of the one it builds on, '' for a full one; wal_from: the first log segment that it needs."""

    name: str
    before: str
    began_at: datetime
    ended_at: datetime
    wal_from: str
    release: str
    has_keys: bool

    @property
    def is_full(self) -> bool:
        return not self.before

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "began_at": self.began_at.isoformat(), "ended_at": self.ended_at.isoformat()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        times = {name: datetime.fromisoformat(data[name]) for name in ("began_at", "ended_at")}
        return cls(**{**data, **times})


@contextmanager
def alone(backups: Path) -> Iterator[None]:
    """One backup at a time; what an interrupted one left behind is cleared away. ConfigError where another one runs."""
    backups.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (backups / "backup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ConfigError(f"Another backup into {backups} is running. Wait for it to end.") from error
        for left in backups.glob(f"*{MAKING}"):
            shutil.rmtree(left)
        yield


def kept(backups: Path) -> list[Backup]:
    """The backups that are there, oldest first."""
    found = (Backup.from_json(json.loads(path.read_text())) for path in backups.glob(f"*/{MANIFEST}"))
    return sorted(found, key=lambda backup: backup.began_at)


def chain(backups: Sequence[Backup], last: Backup) -> list[Backup]:
    """The full backup that `last` stands on and those in between, in order. ConfigError where one is missing."""
    by_name = {backup.name: backup for backup in backups}
    found = [last]
    while found[0].before:
        if found[0].before not in by_name:
            raise ConfigError(f"The backup {found[0].name} builds on {found[0].before}, which is gone. Choose an earlier time.")
        found.insert(0, by_name[found[0].before])
    return found


def newest_before(backups: Sequence[Backup], at: datetime | None) -> Backup:
    """The one to restore `at` from: the newest that was complete by then. ConfigError where there is none."""
    complete = [backup for backup in backups if at is None or backup.ended_at <= at]
    if not complete:
        since = f"The oldest one here was complete at {backups[0].ended_at.isoformat()}." if backups else "There is none here at all."
        raise ConfigError(f"There is no backup from before that time. {since}")
    return complete[-1]


def too_old(backups: Sequence[Backup], keep: timedelta, now: datetime) -> list[Backup]:
    """Full backups with all that builds on them, where a newer full one is older than `keep`, too: any time since can be restored."""
    enough = [backup for backup in backups if backup.is_full and backup.ended_at <= now - keep]
    return [backup for backup in backups if enough and backup.began_at < enough[-1].began_at]


def write(folder: Path, backup: Backup) -> None:
    """The manifest, and checksums in the form of sha256sum(1); of the database only its own manifest, which sums its files."""
    (folder / MANIFEST).write_text(json.dumps(backup.as_json(), indent=1))
    lines = [f"{digest(path)}  {path.relative_to(folder)}\n" for path in _summed(folder)]
    (folder / SUMS).write_text("".join(lines))


def faults(folder: Path) -> list[str]:
    """What is missing or not as it was written, besides the files of the database."""
    lines = (line.partition("  ") for line in (folder / SUMS).read_text().splitlines())
    written = {name: checksum for checksum, _, name in lines}
    found = {str(path.relative_to(folder)): path for path in _summed(folder)}
    return [name for name, checksum in written.items() if name not in found or digest(found[name]) != checksum]


def _summed(folder: Path) -> list[Path]:
    outside = (path for path in folder.rglob("*") if DATABASE not in path.relative_to(folder).parts)
    inside = [folder / DATABASE / "backup_manifest", *outside]
    return sorted(path for path in inside if path.is_file() and path.name != SUMS)


def digest(path: Path) -> str:
    """SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
