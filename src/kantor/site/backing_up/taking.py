"""Takes a backup while the house works on: the database first, the originals after it, and last the manifest that makes it count."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from psycopg import sql

from kantor import __version__
from kantor.site import archiving, database
from kantor.site.backing_up import mirroring, shelf
from kantor.site.backing_up.mirroring import Told
from kantor.site.backing_up.shelf import Backup
from kantor.site.config import Config, ConfigError, key_files
from kantor.site.postgres import EmbeddedServer, PostgresError

KEYS = "keys"
BESIDE = ("trail_heads.jsonl", "kantor.toml")
"""Copied before the database, so that no head of the trail is newer than what is restored with it."""
RESERVE = 1.1


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """What came of it: the backup, the originals that were copied now, and the names of the old backups that were removed."""

    backup: Backup
    originals: int
    removed: Sequence[str]


def take(
    config: Config, server: EmbeddedServer, now: Callable[[], datetime], told: Told, *, full: bool = False, with_keys: bool = False
) -> Taken:
    """Back up the database of the running `server` and the originals into the folder `backups`; a full one where none can be built on."""
    with shelf.alone(config.backups):
        archiving.begin(server.home, config.backups / shelf.WAL)
        _tell_server(server)
        began = now()
        before = None if full else _newest(shelf.kept(config.backups), began)
        making = config.backups / f"{began:%Y-%m-%dT%H%M%SZ}-{'incremental' if before else 'full'}{shelf.MAKING}"
        making.mkdir(mode=0o700)
        _copy_beside(config, making, with_keys=with_keys)
        _check_space(config.backups, server)
        base = config.backups / before.name / shelf.DATABASE / "backup_manifest" if before else None
        _copy_database(server, making / shelf.DATABASE, base, told)
        originals = 0 if config.originals_bucket else mirroring.copy_new(config.originals, config.backups, now(), told)
        backup = _finish(making, before.name if before else "", began, now(), with_keys=with_keys)
        removed = _forget(config.backups, server, timedelta(days=config.backup_keep_days), now())
    return Taken(backup=backup, originals=originals, removed=removed)


def _newest(backups: Sequence[Backup], now: datetime) -> Backup | None:
    """The backup that an incremental one may build on: the newest, while its full one is not too old."""
    if not backups or now - shelf.chain(backups, backups[-1])[0].began_at >= shelf.FULL_EVERY:
        return None
    return backups[-1]


def _tell_server(server: EmbeddedServer) -> None:
    with database.connect(server.login()) as connection:
        for name, value in archiving.SERVER_SETTINGS.items():
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = {}").format(sql.Identifier(name), sql.Literal(value)))
        connection.execute("SELECT pg_reload_conf()")


def _copy_beside(config: Config, making: Path, *, with_keys: bool) -> None:
    for name in BESIDE:
        if (config.data / name).is_file():
            shutil.copy2(config.data / name, making / name)
    if with_keys:
        folder = making / KEYS
        folder.mkdir(mode=0o700)
        own = [path for path in (config.data / KEYS).rglob("*") if path.is_file()]
        for path in {*own, *key_files(config)}:
            place = folder / (path.relative_to(config.data / KEYS) if path in own else path.name)
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if path.is_file():
                shutil.copy2(path, place)
                place.chmod(0o600)


def _check_space(backups: Path, server: EmbeddedServer) -> None:
    """Better told before than after an hour."""
    with database.connect(server.login()) as connection:
        row = connection.execute("SELECT sum(pg_database_size(oid))::bigint FROM pg_database").fetchone()
    needed, free = int((row[0] if row else 0) * RESERVE), shutil.disk_usage(backups).free
    if free < needed:
        raise ConfigError(
            f"{backups} has {free >> 20} MB free, the database needs {needed >> 20} MB. Make room, or set `backups` to a larger disk."
        )


def _copy_database(server: EmbeddedServer, target: Path, base: Path | None, told: Told) -> None:
    login = server.login()
    command = [str(server.programs / "bin" / "pg_basebackup"), f"--pgdata={target}", "--format=plain", "--wal-method=stream"]
    command += ["--checkpoint=fast", "--progress", "--manifest-checksums=SHA256", f"--host={login['host']}", f"--port={login['port']}"]
    command += [f"--username={login['user']}", "--no-password", *([f"--incremental={base}"] if base else [])]
    environment = {**os.environ, "PGPASSWORD": login["password"], "LC_ALL": "C"}
    said = _run(command, environment, lambda share: told("Copying the database", share))
    if said is not None:
        hint = "A new full backup begins a new chain: kantor backup --full" if base else "Correct what it names and start again."
        raise PostgresError(f"The database could not be copied:\n{said}\n{hint}")


def _run(command: Sequence[str], environment: Mapping[str, str], told: Callable[[float], None]) -> str | None:
    """Run the program; None where it went well, else what it said besides its progress."""
    said: list[str] = []
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, cwd="/") as process:
        assert process.stderr is not None
        for line in process.stderr:
            if share := re.search(r"\((\d+)%\)", line):
                told(int(share[1]) / 100)
            else:
                said.append(line.rstrip())
    return "\n".join(said) if process.returncode else None


def _finish(making: Path, before: str, began: datetime, ended: datetime, *, with_keys: bool) -> Backup:
    """Sums and manifest, everything synced, and the name by which it counts."""
    label = (making / shelf.DATABASE / "backup_label").read_text()
    first = re.search(r"START WAL LOCATION: \S+ \(file (\w+)\)", label)
    assert first is not None, label
    backup = Backup(
        name=making.name.removesuffix(shelf.MAKING),
        before=before,
        began_at=began,
        ended_at=ended,
        wal_from=first[1],
        release=__version__,
        has_keys=with_keys,
    )
    shelf.write(making, backup)
    making.rename(making.with_name(backup.name))
    os.sync()
    return backup


def _forget(backups: Path, server: EmbeddedServer, keep: timedelta, now: datetime) -> list[str]:
    """Remove backups, log and originals that nobody can ask for any more."""
    there = shelf.kept(backups)
    old = shelf.too_old(there, keep, now)
    for backup in reversed(old):
        shutil.rmtree(backups / backup.name)
    oldest = next(backup for backup in there if backup not in old)
    clean = [str(server.programs / "bin" / "pg_archivecleanup"), "-x", archiving.SUFFIX, str(backups / shelf.WAL), oldest.wal_from]
    subprocess.run(clean, check=True, capture_output=True, cwd="/")
    mirroring.forget(backups, oldest.began_at)
    return [backup.name for backup in old]
