"""Checks of what must not be lost: the key to the originals, the pages in them, the replica of the database, heads of the trail that others
were told."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from kantor.site import database
from kantor.site.backing_up import shelf, taking
from kantor.site.config import anchors, inboxes
from kantor.site.health import figures
from kantor.site.health.trouble import Case, Trouble
from kantor.spine import documents, trail

BEHIND_BYTES = 64 << 20
BEHIND_FOR = timedelta(seconds=30)
UNSENT_FOR = timedelta(hours=1)
KEPT_FOR_NOBODY_BYTES = 64 << 20
GUIDE = "docs/guides/replica.md"


def keys_in_use(case: Case) -> Iterator[Trouble]:
    """The keys that something is sealed or signed by are there; where they are not, no process starts."""
    kept = figures.kept_by_keys(case.now)
    master, signing = case.config.master_key_file, case.config.signing_key_file
    for file, count, what in (
        (master, kept.clients + kept.people, f"{kept.clients} keys of clients and {kept.people} secrets of people are sealed by it"),
        (signing, kept.heads, f"{kept.heads} heads of the audit trail are signed by it"),
    ):
        if count and not file.exists():
            cure = "Put your copy of it there (docs/guides/back-up-and-restore.md); until then nothing can be started."
            yield Trouble(name="key_gone", severity="stop", seen=f"{file} is not there, and {what}.", cure=cure)


def master_key(case: Case) -> Iterator[Trouble]:
    """It opens the keys of the clients, and does not lie where the originals lie."""
    file = case.config.master_key_file
    rows = figures.client_keys(case.now) if file.exists() else ()  # `keys_in_use` says that it is gone
    if closed := [row.client_id for row in rows if not documents.opens(row.client_id, bytes(row.wrapped))]:
        yield Trouble(
            name="master_key_wrong",
            severity="stop",
            seen=f"{file} does not open the keys of {len(closed)} clients: their originals cannot be read.",
            cure="Put the copy of the master key back that you kept (docs/guides/back-up-and-restore.md), before anything is taken in.",
        )
    for folder in (case.config.originals, case.config.backups):
        if file.resolve().is_relative_to(folder.resolve()):
            yield _beside(f"{file} lies in {folder}, beside the originals.", "Move it elsewhere and set master_key_file.")
    with_keys = [one.name for one in shelf.kept(case.config.backups) if one.has_keys]
    if with_keys and (case.config.backups / "originals").is_dir():
        places = ", ".join(str(case.config.backups / name / taking.KEYS) for name in with_keys[-2:])
        yield _beside(f"{places}: the keys lie beside the backup of the originals.", "Move these folders to a place of their own.")


def _beside(seen: str, cure: str) -> Trouble:
    return Trouble(name="key_beside_originals", severity="look", seen=f"{seen} Whoever takes one has both.", cure=cure)


def replica(case: Case) -> Iterator[Trouble]:
    """Where commits wait for a replica, there is one; it keeps up; and the log is kept for nobody who is gone."""
    with database.connect(database.watcher(case.config)) as connection:
        wanted = connection.execute("SELECT current_setting('synchronous_standby_names')").fetchone()
        rows = connection.execute(REPLICAS).fetchall()
        slots = connection.execute(IDLE_SLOTS, [KEPT_FOR_NOBODY_BYTES]).fetchall()
    names = wanted[0] if wanted else ""
    if any(state is None for _, state, *_ in rows):
        user = database.watcher(case.config)["user"]
        yield Trouble(
            name="replica_unseen", severity="look", seen="How far the replica is behind is not shown.", cure=f"GRANT pg_monitor TO {user}"
        )
    elif names and not any(sync in ("sync", "quorum") for _, _, sync, *_ in rows):
        seen = f"Commits wait for a replica (synchronous_standby_names is {names}), and none is there: nothing can be taken in."
        yield Trouble(name="replica_missing", severity="stop", seen=seen, cure=f"Bring it back, or go on alone for now: {GUIDE}")
    for name, _, _, behind_bytes, behind_for in rows:
        if (behind_bytes or 0) > BEHIND_BYTES or (behind_for or timedelta()) > BEHIND_FOR:
            seen = f"The replica {name} is {behind_bytes >> 20} MB behind, {(behind_for or timedelta()).total_seconds():.0f} s."
            yield Trouble(
                name="replica_behind", severity="look", seen=seen, cure="See to its disk and its network; until then it is of no use."
            )
    for name, kept_bytes in slots:
        seen = f"The slot {name} keeps {kept_bytes >> 20} MB of the log for a replica that does not fetch it."
        cure = f"Bring the replica back, or give it up: SELECT pg_drop_replication_slot('{name}')"
        yield Trouble(name="slot_idle", severity="look", seen=seen, cure=cure)


REPLICAS = """
    SELECT application_name, state, sync_state, pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)::bigint, replay_lag
    FROM pg_stat_replication WHERE state IS NULL OR state IN ('streaming', 'catchup') ORDER BY 1
"""
IDLE_SLOTS = """
    SELECT slot_name, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::bigint FROM pg_replication_slots
    WHERE NOT active AND pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn) > %s ORDER BY 1
"""


def heads(case: Case) -> Iterator[Trouble]:
    """The database has at least what heads that were kept outside it say that it had."""
    file = anchors(case.config)
    outside = trail.longest(file)
    inside = {row.client_id: row.size for row in figures.sealed(case.now)}
    if behind := [client for client, size in outside.items() if inside.get(client, 0) < size]:
        seen = f"{file} knows heads of {len(behind)} audit trails that the database does not have: it stands at an earlier time."
        cure = "kantor verify-trail says where it ends. Where it was restored on purpose, keep the file elsewhere as evidence."
        yield Trouble(name="heads_ahead", severity="stop", seen=seen, cure=cure)


def sending(case: Case) -> Iterator[Trouble]:
    """What was approved to leave left, and programs outside were told."""
    for row in figures.figures(case.now).outbox:
        if row.state == "approved" and case.now - row.oldest_at > UNSENT_FOR and not row.tries:
            seen = f"{row.number} letters or files that may leave lie in the outbox, the oldest since {_moment(row.oldest_at)}."
            yield Trouble(name="outbox_old", severity="look", seen=seen, cure="Start a worker: kantor worker, or kantor run.")
    for row in figures.untold(case.now):
        if row.state == "failed" or case.now - row.oldest_at > UNSENT_FOR:
            seen = f"{row.number} webhooks are {row.state}, the oldest since {_moment(row.oldest_at)}."
            yield Trouble(
                name="webhooks_untold",
                severity="look",
                seen=seen,
                cure="The page of webhooks on the desk shows what the programs answered.",
            )


def taken_aside(case: Case) -> Iterator[Trouble]:
    """Files that could not be taken in lie there until somebody has looked."""
    found = [path for path in inboxes(case.config).glob("*/not_taken/*") if not path.name.endswith(".reason.txt")]
    if found:
        seen = f"{len(found)} files could not be taken in: {_some(found)}."
        yield Trouble(name="files_not_taken", severity="look", seen=seen, cure="The reason lies beside each. Move them away when done.")


def pages(case: Case) -> Iterator[Trouble]:
    """Every page of an original whose pages were dealt out has its place in a document that carries work, or a reason why it has none."""
    if found := figures.lost_pages(case.now):
        seen = f"Pages have lost their place: {'; '.join(found[:3])}{' ...' if len(found) > 3 else ''} ({len(found)} in all)."
        cure = "The originals have every page. Somebody changed the database by hand: compare it with your last backup before work goes on."
        yield Trouble(name="pages_lost", severity="stop", seen=seen, cure=cure)


def _some(paths: list[Path], shown: int = 3) -> str:
    return ", ".join(map(str, sorted(paths)[:shown])) + (" ..." if len(paths) > shown else "")


def _moment(at: Any) -> str:
    return str(at.isoformat(sep=" ", timespec="minutes"))


CHECKS = (keys_in_use, master_key, replica, heads, sending, taken_aside, pages)
