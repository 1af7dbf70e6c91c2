"""The database's roles: an owner that migrates, and an application role that owns nothing and cannot pass row-level security."""

from typing import Any, LiteralString

import psycopg
from psycopg import sql

from kantor.site.postgres import KEEPALIVES, PostgresError

OWNER = "kantor_owner"
APP = "kantor_app"
OLDEST = 160000
ONE_AT_A_TIME = 0x726967687473  # "rights" as the number of an advisory lock
# A transaction of the application ends by itself when nobody goes on with it (seconds, minutes).
APP_LIMITS = KEEPALIVES | {"idle_in_transaction_session_timeout": "8s"}
APP_LIMITS_SINCE_17 = {"transaction_timeout": "10min"}


def check_version(connection: psycopg.Connection[Any]) -> None:
    """Refuse a server older than PostgreSQL 16."""
    if connection.info.server_version < OLDEST:
        raise PostgresError(
            f"The database at {connection.info.host} is PostgreSQL {connection.info.server_version // 10000}; Kantor needs 16 or newer. "
            "Upgrade it, or leave database_url empty to use the embedded server."
        )


def check_writable(connection: psycopg.Connection[Any]) -> None:
    """Refuse a replica, which only repeats."""
    row = connection.execute("SELECT pg_is_in_recovery()").fetchone()
    if row and row[0]:
        raise PostgresError(
            f"The database at {connection.info.host} port {connection.info.port} is a replica and takes no writes.\n"
            "Name the primary in database_url, or both with ?target_session_attrs=read-write; where the primary is lost, promote this one "
            "(docs/guides/replica.md)."
        )


def make_roles(admin: psycopg.Connection[Any], *, owner_password: str, app_password: str) -> None:
    """Create both roles or set their passwords. `admin` is in autocommit mode and may create roles."""
    check_version(admin)
    for role, password in ((OWNER, owner_password), (APP, app_password)):
        known = admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
        verb = sql.SQL("ALTER" if known else "CREATE")
        statement = sql.SQL("{} ROLE {} LOGIN NOCREATEDB NOCREATEROLE PASSWORD {}")
        admin.execute(statement.format(verb, sql.Identifier(role), sql.Literal(password)))
    limits = APP_LIMITS | (APP_LIMITS_SINCE_17 if admin.info.server_version >= 170000 else {})
    for name, value in limits.items():
        admin.execute(sql.SQL("ALTER ROLE {} SET {} = {}").format(sql.Identifier(APP), sql.Identifier(name), sql.Literal(value)))


def make_database(admin: psycopg.Connection[Any], name: str, *, template: str | None = None) -> None:
    """Create database `name` for the owner unless it is there, and let the two roles (and nobody else) into it. `admin`: autocommit."""
    database, owner, app = sql.Identifier(name), sql.Identifier(OWNER), sql.Identifier(APP)
    if not admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        admin.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(owner))
        # A copy of files leaves nothing in the log, where each page of the template would stand otherwise.
        copied = sql.SQL(" TEMPLATE {} STRATEGY FILE_COPY").format(sql.Identifier(template)) if template else sql.SQL("")
        admin.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, owner) + copied)
        admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    admin.execute(sql.SQL("GRANT CONNECT, TEMPORARY, CREATE ON DATABASE {} TO {}").format(database, owner))
    admin.execute(sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(database, app))


def make_grants(admin: psycopg.Connection[Any], owner: psycopg.Connection[Any], *, app: str = APP) -> None:
    """In the database itself: the owner may create tables, the application may use what the owner creates from now on.

    Reads and writes of rows only: no TRUNCATE, no REFERENCES, no TRIGGER. Migrations take back what a table must refuse.
    """
    admin.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])  # every process makes them as it starts
    try:
        admin.execute(sql.SQL("GRANT USAGE, CREATE ON SCHEMA public TO {}").format(sql.Identifier(owner.info.user)))
        admin.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(sql.Identifier(app)))
        for rights in DEFAULT_RIGHTS:
            owner.execute(sql.SQL("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {} TO {}").format(sql.SQL(rights), sql.Identifier(app)))
    finally:
        admin.execute("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])


DEFAULT_RIGHTS: tuple[LiteralString, ...] = ("SELECT, INSERT, UPDATE, DELETE ON TABLES", "USAGE, SELECT ON SEQUENCES")


def check_app(app: psycopg.Connection[Any]) -> None:
    """Refuse to work with a role that could see every client's rows whatever the policies say."""
    check_version(app)
    row = app.execute("SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user").fetchone()
    assert row is not None
    if row[1]:
        raise PostgresError(
            f"The application role {row[0]} is a superuser or may bypass row-level security, which voids the separation of clients. "
            "Give database_url a plain role (CREATE ROLE kantor_app LOGIN) and owner_url the role that owns the tables."
        )
    if app.execute(
        "SELECT 1 FROM pg_class WHERE relowner = current_user::regrole AND relkind IN ('r', 'p', 'v') AND relpersistence <> 't' LIMIT 1"
    ).fetchone():
        raise PostgresError(
            f"The application role {row[0]} owns tables. Let the role of owner_url own them (REASSIGN OWNED BY {row[0]} TO ...)."
        )
