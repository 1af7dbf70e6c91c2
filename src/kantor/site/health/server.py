"""Checks of the database itself: its roles, its walls between clients, its tables, its clock, and whether it keeps what it promised."""

import os
from collections.abc import Iterator
from datetime import timedelta

from django.db import connections

from kantor.site import database, migrating, roles
from kantor.site.health import figures
from kantor.site.health.trouble import Case, Severity, Trouble
from kantor.site.postgres import PostgresError

CLOCK_LOOK, CLOCK_STOP = timedelta(seconds=2), timedelta(seconds=30)
CROWDED = 0.85
LONG = timedelta(minutes=15)


def role(case: Case) -> Iterator[Trouble]:
    """The application's role is bound by row-level security and owns nothing."""
    try:
        with database.connect(database.logins(case.config).app) as connection:
            roles.check_app(connection)
    except PostgresError as error:
        seen, _, cure = str(error).partition(". ")
        yield Trouble(name="role_wrong", severity="stop", seen=f"{seen}.", cure=cure)


def way(case: Case) -> Iterator[Trouble]:
    """A database on another host is known by its certificate."""
    asked = database.logins(case.config).app
    mode = asked.get("sslmode") or os.environ.get("PGSSLMODE", "")
    if not database.is_here(asked) and mode not in ("verify-ca", "verify-full"):
        open_ = "" if mode == "require" else " Passwords and documents may travel in the clear."
        yield Trouble(
            name="database_unproved",
            severity="look" if mode == "require" else "stop",
            seen=f"The database answers on another host, and nobody asks who it is (sslmode is {mode}).{open_}",
            cure="Add ?sslmode=verify-full&sslrootcert=FILE to database_url and owner_url, with its authority's certificate in FILE.",
        )


def walls(case: Case) -> Iterator[Trouble]:
    """Row-level security is forced on every table with rows of clients."""
    if open_tables := figures.unguarded_tables():
        yield Trouble(
            name="rls_missing",
            severity="stop",
            seen=f"Clients are not kept apart in {', '.join(open_tables)}.",
            cure="Stop the house. As the owner: ALTER TABLE ... ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; then kantor migrate.",
        )


def tables(case: Case) -> Iterator[Trouble]:
    """No migration waits."""
    try:
        pending = migrating.pending()
    finally:
        connections[migrating.OWNER].close()
    if pending:
        seen = f"{len(pending)} steps of the tables wait: {', '.join(pending[:3])}{' ...' if len(pending) > 3 else ''}"
        yield Trouble(
            name="migrations_open", severity="stop", seen=seen, cure="kantor backup && kantor migrate, then start the processes again."
        )


def promises(case: Case) -> Iterator[Trouble]:
    """Clock, durability, room for connections, transactions that were forgotten, and the log that is handed over."""
    server = figures.QUERIES.one("server")
    if server is None:
        return
    off = abs(server.at - case.clock())
    if off > CLOCK_LOOK:
        severity: Severity = "stop" if off > CLOCK_STOP else "look"
        seen = f"The clocks of this host and of the database are {off.total_seconds():.0f} s apart."
        yield Trouble(name="clock_off", severity=severity, seen=seen, cure="Let both keep time by NTP (timedatectl set-ntp true).")
    if server.careless:
        seen = f"The database runs with {', '.join(server.careless)} off: a crash can lose what was acknowledged."
        yield Trouble(name="not_durable", severity="stop", seen=seen, cure="Set them to on in postgresql.conf and reload the server.")
    if server.connections > CROWDED * server.connections_at_most:
        seen = f"{server.connections} of {server.connections_at_most} connections are in use."
        yield Trouble(
            name="connections_scarce", severity="look", seen=seen, cure="Raise max_connections, or lower web_threads and --concurrency."
        )
    if server.oldest_transaction and case.now - server.oldest_transaction > LONG:
        seen = f"A transaction is open since {server.oldest_transaction.isoformat(timespec='seconds')}: nothing newer can be sealed."
        yield Trouble(
            name="transaction_forgotten", severity="look", seen=seen, cure="End its program, or SELECT pg_terminate_backend(pid)."
        )
    if server.last_failed_at and (server.last_archived_at is None or server.last_failed_at > server.last_archived_at):
        seen = f"The database could not hand over its log at {server.last_failed_at.isoformat(timespec='seconds')}."
        yield Trouble(
            name="log_stuck", severity="stop", seen=seen, cure="See server.log; most often the disk of the backups is full or not there."
        )


CHECKS = (role, way, walls, tables, promises)
