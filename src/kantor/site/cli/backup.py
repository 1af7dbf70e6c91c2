"""`kantor backup` and `kantor restore`: everything that the house keeps, and the way back to any moment."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from kantor.site import config, database
from kantor.site.backing_up import mirroring, restoring, shelf, taking
from kantor.site.backing_up.mirroring import Told
from kantor.site.cli.start import say
from kantor.site.config import Config, ConfigError

INCOMPLETE = 1
SHOWN = 5


def register(app: typer.Typer) -> None:
    app.command("backup")(backup)
    app.command("restore")(restore)


def backup(
    full: Annotated[bool, typer.Option("--full", help="A full backup, where an incremental one would do.")] = False,
    with_keys: Annotated[bool, typer.Option("--with-keys", help="The keys as well: whoever has this backup can then sign as you.")] = False,
    only_originals: Annotated[
        bool, typer.Option("--only-originals", help="Copy new originals alone: takes a moment, for every minute between two backups.")
    ] = False,
    listed: Annotated[bool, typer.Option("--list", help="Only list the backups that are there.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line: name, before, began_at, ended_at, has_keys.")] = False,
) -> None:
    """Back up the embedded database and the originals into the folder `backups`, while the house works on.

    The first backup is full, the next ones hold what changed, and every week a full one comes again. From the first one on the database's
    log is kept as well, so that any moment since then can be restored. What is older than `backup_keep_days` and not needed for that is
    removed.
    """
    known = config.load()
    if listed:
        print("\n".join(_line(one, as_json=as_json) for one in shelf.kept(known.backups)) or "There is no backup yet.")
        return
    if only_originals:
        with shelf.alone(known.backups), _progress() as told:
            print(f"{mirroring.copy_new(known.originals, known.backups, _now(), told)} originals copied.")
        return
    if known.database_url:
        raise ConfigError("The database of database_url is backed up by its own tools; docs/guides/own-postgresql.md says more.")
    with database.running(known, say=say), _progress() as told:
        taken = taking.take(known, database.embedded(known), _now, told, full=full, with_keys=with_keys)
    print(_line(taken.backup, as_json=as_json))
    say(f"{taken.originals} originals copied, {len(taken.removed)} old backups removed. It lies in {known.backups / taken.backup.name}")
    _remark(known, with_keys=with_keys)


def restore(
    into: Annotated[Path, typer.Option("--into", help="The new data folder; it must not exist, or be empty.")],
    at: Annotated[str, typer.Option("--at", help="The moment as 2026-01-31T09:30 (UTC, or with +01:00); else as late as possible.")] = "",
    from_: Annotated[Path | None, typer.Option("--from", help="The folder of the backups; by default the one of the settings.")] = None,
    originals: Annotated[
        Path | None, typer.Option("--originals", help="The old folder of originals, where it survived: for those after the last backup.")
    ] = None,
) -> None:
    """Restore a backup into a new data folder, as the house was at a moment. A living one is never touched.

    Every checksum is verified first. Exit status 1: originals are missing or damaged, or the log ends before the moment.
    """
    backups = (from_ or config.load().backups).expanduser().absolute()
    into = into.expanduser().absolute()
    moment = _moment(at) if at else None
    with _progress() as told:
        found = restoring.restore(backups, into, moment, told, originals=originals)
    stands = f"the last change is of {found.stands_at.astimezone(UTC).isoformat()}" if found.stands_at else "as the backup was taken"
    print(f"Restored into {into} from {' + '.join(one.name for one in found.chain)}; {stands}.")
    whole = _tell_gaps(found, moment)
    if not found.has_keys:
        print(f"The backup has no keys. Put your own copy of them into {into / taking.KEYS} before anything else.")
    if (into / restoring.SETTINGS_BEFORE).exists():
        print(f"The old settings lie in {into / restoring.SETTINGS_BEFORE}; rename the file to kantor.toml where they still hold.")
    print(f"Next: KANTOR_DATA={into} kantor verify-trail")
    raise typer.Exit(0 if whole else INCOMPLETE)


def _tell_gaps(found: restoring.Restored, moment: datetime | None) -> bool:
    gaps = ((found.faulty, "are damaged or missing in the backup"), (found.missing, "came after the last backup and are not in it"))
    for names, what in gaps:
        if names:
            print(f"{len(names)} files of originals {what}: {', '.join(names[:SHOWN])}{' ...' if len(names) > SHOWN else ''}")
    if not found.is_reached and moment:
        print(f"The log that was kept ends before {moment.isoformat()}: everything it holds was restored.")
    return found.is_reached and not found.faulty and not found.missing


def _remark(known: Config, *, with_keys: bool) -> None:
    if with_keys:
        say("It contains the keys: whoever can read it can sign heads of the audit trail and sessions in your name. Keep it locked away.")
    else:
        own = sorted({known.data / taking.KEYS, *(path.parent for path in config.key_files(known))})
        say(f"The keys are not in it. Keep a copy of {', '.join(map(str, own))} elsewhere, or ask for them with --with-keys.")
    if known.originals_bucket:
        say(f"The originals lie in the bucket {known.originals_bucket}, which is not part of it: let the bucket keep versions.")


def _line(one: shelf.Backup, *, as_json: bool) -> str:
    if as_json:
        return json.dumps(one.as_json())
    return f"{one.name:36} complete {one.ended_at:%Y-%m-%d %H:%M:%S} UTC{', with keys' if one.has_keys else ''}"


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no moment. Write it as 2026-01-31T09:30+01:00.", param_hint="--at") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def _progress() -> Iterator[Told]:
    """A bar on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<26}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        doing = progress.add_task("", total=1.0)
        yield lambda told, share: progress.update(doing, description=told, completed=share)
