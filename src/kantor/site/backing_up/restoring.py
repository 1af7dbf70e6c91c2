"""Restores a backup into a new data folder and plays the database's log up to a moment; a folder that holds anything is never touched."""

import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from kantor.site import archiving, database, roles, system_user
from kantor.site.backing_up import mirroring, shelf, taking
from kantor.site.backing_up.mirroring import Told
from kantor.site.backing_up.shelf import Backup
from kantor.site.config import ConfigError
from kantor.site.postgres import SUPERUSER, EmbeddedServer, PostgresError, write_private

NOT_REACHED = "recovery ended before configured recovery target was reached"
OTHERWISE = "Choose an earlier time, or another copy of the backups."
HBA = "restoring_hba.conf"
SETTINGS_BEFORE = "kantor.toml.before"
STORED = "SELECT DISTINCT split_part(stored_as, '#', 1) FROM documents_original"


@dataclass(frozen=True, kw_only=True, slots=True)
class Restored:
    """stands_at: the last transaction that is there; faulty: originals that are in the backup but damaged; missing: originals that the
    database knows and the backup does not have; is_reached: False where the log ends before the moment that was asked for."""

    chain: Sequence[Backup]
    stands_at: datetime | None
    is_reached: bool
    faulty: Sequence[str]
    missing: Sequence[str]
    has_keys: bool


def restore(backups: Path, into: Path, at: datetime | None, told: Told, *, originals: Path | None = None) -> Restored:
    """Make the data folder `into` as the house was `at` (else: as late as the log goes).

    originals: a folder that survived, for those that came after the last backup. ConfigError where `into` holds anything, or the backup is
    not whole; PostgresError where the database cannot be brought back.
    """
    if into.exists() and any(into.iterdir()):
        raise ConfigError(f"{into} is not empty. A restore goes into a new folder only: move the old one aside, or name another.")
    there = shelf.kept(backups)
    chain = shelf.chain(there, shelf.newest_before(there, at))
    server = EmbeddedServer(into / "postgres")
    folders = [backups / backup.name for backup in chain]
    _verify(server, folders, told)
    into.mkdir(parents=True, exist_ok=True, mode=0o700)
    _combine(server, folders, told)
    told("Playing the log", 0.0)
    stands_at, is_reached = _replay(server, backups / shelf.WAL, at)
    faulty = list(mirroring.restore(backups, into / "originals", at, told))
    missing = _missing(server, into / "originals", originals)
    has_keys = _bring_beside(folders, into)
    return Restored(chain=chain, stands_at=stands_at, is_reached=is_reached, faulty=faulty, missing=missing, has_keys=has_keys)


def _verify(server: EmbeddedServer, folders: Sequence[Path], told: Told) -> None:
    """Every file against its checksum before anything is written."""
    for done, folder in enumerate(folders):
        told("Checking the backup", done / len(folders))
        if faults := shelf.faults(folder):
            raise ConfigError(f"The backup {folder.name} is damaged: {', '.join(faults[:5])}. {OTHERWISE}")
        _program(server, "pg_verifybackup", "--exit-on-error", "--quiet", str(folder / shelf.DATABASE))


def _combine(server: EmbeddedServer, folders: Sequence[Path], told: Told) -> None:
    """One complete cluster from the full backup and those that build on it, given to the user that the server runs as."""
    told("Bringing back the database", 0.0)
    system_user.hand_over(server.home, None)
    _program(server, "pg_combinebackup", *(str(folder / shelf.DATABASE) for folder in folders), f"--output={server.cluster}")
    user = system_user.for_server(server.cluster)
    if user is not None:
        for path in [server.cluster, *server.cluster.rglob("*")]:
            os.chown(path, user.uid, user.gid, follow_symlinks=False)


def _program(server: EmbeddedServer, name: str, *arguments: str) -> None:
    command = [str(server.programs / "bin" / name), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", env={**os.environ, "LC_ALL": "C"})
    if done.returncode:
        raise PostgresError(f"{name} ended with:\n{(done.stderr or done.stdout).strip()}\n{OTHERWISE}")


def _replay(server: EmbeddedServer, wal: Path, at: datetime | None) -> tuple[datetime | None, bool]:
    """Play the log; where it ends before `at`, everything that it holds."""
    try:
        return _replayed(server, wal, at), True
    except PostgresError as error:
        if at is None or NOT_REACHED not in str(error):
            raise
    return _replayed(server, wal, None), False


def _replayed(server: EmbeddedServer, wal: Path, at: datetime | None) -> datetime | None:
    """Meanwhile the server listens to its private socket alone, where it needs no passwords: they are not in the backup but made anew."""
    settings = {"restore_command": archiving.fetch_command(wal), "hba_file": str(server.cluster / HBA), "hot_standby": "on"}
    if at is not None:
        settings |= {"recovery_target_time": at.astimezone(UTC).isoformat(sep=" "), "recovery_target_action": "promote"}
    for name, text in ((HBA, "local all all trust\n"), ("recovery.signal", "")):
        write_private(server.cluster / name, text)
        if (user := system_user.for_server(server.cluster)) is not None:
            os.chown(server.cluster / name, user.uid, user.gid)
    playing = EmbeddedServer(server.home, settings=settings)
    try:
        playing.hold()
        stands_at = _promoted(playing)
        _make_passwords(playing)
    except psycopg.OperationalError as error:
        raise PostgresError(f"The log could not be played:\n{playing.log.read_text(errors='replace')[-2000:]}") from error
    finally:
        playing.release()
    (server.cluster / HBA).unlink()
    return stands_at


def _promoted(server: EmbeddedServer) -> datetime | None:
    """Wait until the server has played everything and writes; the time of the last transaction then."""
    with database.connect(server.login()) as connection:
        stands_at = None
        while True:
            row = connection.execute("SELECT pg_is_in_recovery(), pg_last_xact_replay_timestamp()").fetchone()
            assert row is not None
            stands_at = row[1] or stands_at
            if not row[0]:
                return stands_at
            time.sleep(0.1)


def _make_passwords(server: EmbeddedServer) -> None:
    with database.connect(server.login()) as connection:
        connection.execute(_set_password(connection, SUPERUSER, server.password(SUPERUSER)))
        roles.make_roles(connection, owner_password=server.password(roles.OWNER), app_password=server.password(roles.APP))
    (server.home / "ready").touch()


def _set_password(connection: psycopg.Connection[Any], role: str, password: str) -> Any:
    return sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(password))


def _missing(server: EmbeddedServer, originals: Path, survived: Path | None) -> list[str]:
    """What the restored database knows and is not there; taken from the folder that survived where it is whole there."""
    server.hold()
    try:
        with database.connect(server.login(database.NAME)) as connection:
            known = [name for (name,) in connection.execute(STORED)]
    finally:
        server.release()
    missing = [name for name in known if not (originals / name).is_file()]
    if survived is not None:
        for name in missing:
            with suppress(FileNotFoundError):
                (originals / name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                shutil.copy2(survived / name, originals / name)
    return [name for name in missing if not (originals / name).is_file()]


def _bring_beside(folders: Sequence[Path], into: Path) -> bool:
    """Heads of the trail of the last backup, keys of the last one that has them; answers whether there were any.

    The settings come by another name: they may point to folders and a port that the old house still uses.
    """
    for name, by_name in (("trail_heads.jsonl", "trail_heads.jsonl"), ("kantor.toml", SETTINGS_BEFORE)):
        if (folders[-1] / name).is_file():
            shutil.copy2(folders[-1] / name, into / by_name)
    with_keys = [folder for folder in folders if (folder / taking.KEYS).is_dir()]
    if with_keys:
        shutil.copytree(with_keys[-1] / taking.KEYS, into / taking.KEYS)
    return bool(with_keys)
