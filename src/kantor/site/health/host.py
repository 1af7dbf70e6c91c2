"""Checks that need no database: disks, keys, backups, and the walls around the readers of untrusted files."""

import os
import shutil
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from kantor.engines.reading import SECOND, has_second, protection, second_languages
from kantor.site import archiving
from kantor.site.backing_up import shelf
from kantor.site.config import LANGUAGES, key_files
from kantor.site.health.trouble import Case, Trouble

FULL, NEARLY_FULL = 0.03, 0.10
LEAST_BYTES = 1 << 30
"""Less than this is full, whatever share of the disk it is."""
TOO_OLD = timedelta(days=2)
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def disks(case: Case) -> Iterator[Trouble]:
    """Each disk that something is kept on."""
    seen: set[int] = set()
    for folder in (case.config.data, case.config.originals, case.config.backups):
        place = next(path for path in (folder, *folder.parents) if path.exists())
        if place.stat().st_dev not in seen:
            seen.add(place.stat().st_dev)
            usage = shutil.disk_usage(place)
            yield from _room(place, usage.free, usage.total)


def _room(place: Path, free: int, total: int) -> Iterator[Trouble]:
    cure = "Make room or move the folder to a larger disk; when it is full the database stops, and nothing more can be taken in."
    if free < LEAST_BYTES or free < FULL * total:
        yield Trouble(name="disk_full", severity="stop", seen=f"{place}: {free >> 20} MB are free.", cure=cure)
    elif free < NEARLY_FULL * total:
        yield Trouble(name="disk_nearly_full", severity="look", seen=f"{place}: {free >> 20} MB of {total >> 20} MB are free.", cure=cure)


def keys(case: Case) -> Iterator[Trouble]:
    """Every key can be read by us and by nobody else."""
    config = case.config
    below = [path for path in (config.data / "keys").rglob("*") if path.is_file()]
    passwords = [path for path in (config.data / "postgres" / "passwords.json",) if path.exists()]
    expected = {path for path in key_files(config) if path != config.metrics_token_file or config.metrics == "token"}
    for path in sorted({*below, *passwords, *expected}):
        if not path.exists():
            yield Trouble(
                name="key_missing",
                severity="look",
                seen=f"{path} is not there.",
                cure="Put your copy of it there. In an office that never had one, the next command makes it.",
            )
        elif not os.access(path, os.R_OK):
            yield Trouble(name="key_unreadable", severity="stop", seen=f"{path} cannot be read.", cure=f"chown and chmod 600 {path}")
        elif path.stat().st_mode & OTHERS:
            yield Trouble(name="key_open", severity="stop", seen=f"Others than its owner may read {path}.", cure=f"chmod 600 {path}")


def backups(case: Case) -> Iterator[Trouble]:
    """There is a young backup, and the database hands over its log; for a database of one's own only where backups are made here."""
    config, there = case.config, shelf.kept(case.config.backups)
    if not there:
        if not config.database_url:
            yield Trouble(
                name="no_backup", severity="look", seen=f"There is no backup in {config.backups}.", cure="Run kantor backup, by a timer."
            )
        return
    if case.now - there[-1].ended_at > TOO_OLD:
        hours = (case.now - there[-1].ended_at) // timedelta(hours=1)
        seen = f"The newest backup in {config.backups} is {hours} hours old."
        yield Trouble(name="backup_old", severity="stop", seen=seen, cure="Run kantor backup, and see why its timer did not.")
    if config.backups.stat().st_dev == config.data.stat().st_dev:
        seen = f"The backups in {config.backups} lie on the same disk as the data."
        yield Trouble(name="backup_same_disk", severity="look", seen=seen, cure="Set `backups` to a folder on another disk.")
    link = config.data / "postgres" / archiving.LINK
    if not config.database_url and not link.is_dir():
        seen = f"{link} leads nowhere: the database's log piles up instead of being handed over."
        yield Trouble(name="log_not_kept", severity="stop", seen=seen, cure="Mount the disk of the backups, or run kantor backup.")


def readers(case: Case) -> Iterator[Trouble]:
    """Whether files from outside are read behind walls; which of them stand depends on the kernel and on bubblewrap."""
    found = protection()
    if not found.is_whole:
        stand, possible = ", ".join(found.walls) or "none", ", ".join(found.possible) or "nothing"
        yield Trouble(
            name="readers_unprotected",
            severity="look" if found.walls else "stop",
            seen=f"Walls around the readers of files: {stand}; a captured reader could still reach: {possible}.",
            cure="Install bubblewrap (apt install bubblewrap), or run on Linux 5.13 or newer with landlock and seccomp.",
        )


def second_engine(case: Case) -> Iterator[Trouble]:
    """Where a second engine is asked for, it is installed and has all languages of the house."""
    folder = case.config.tessdata
    if not folder:
        return
    if not has_second(folder):
        seen = "The setting tessdata asks for a second engine for scans, but tesserocr is not installed: one engine reads."
        yield Trouble(name="second_engine_missing", severity="look", seen=seen, cure=f"Install {SECOND}, or take the setting away.")
        return
    used = second_languages(folder)
    if missing := sorted(set(LANGUAGES) - set(used)):
        seen = (
            f"The second engine for scans reads {', '.join(used) or 'nothing'}; in {folder} it finds no languages for {', '.join(missing)}."
        )
        cure = "Install Tesseract's languages (apt install tesseract-ocr-deu tesseract-ocr-ind tesseract-ocr-pol tesseract-ocr-eng)."
        yield Trouble(name="second_engine_languages", severity="look", seen=seen, cure=cure)


CHECKS = (disks, keys, backups, readers, second_engine)
