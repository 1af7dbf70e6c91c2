"""Which database this process uses: the embedded server or the one of `database_url`, made ready with its two roles."""

import hashlib
import hmac
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from kantor.site import roles
from kantor.site.config import Config
from kantor.site.postgres import EmbeddedServer, PostgresError, Say

NAME = "kantor"
HERE = ("", "localhost", "::1")
ONE_AT_A_TIME = 0x6B616E746F72  # "kantor" as the number of an advisory lock


class Logins(NamedTuple):
    """Connection parameters (as libpq names them) of the application role and of the owner."""

    app: dict[str, str]
    owner: dict[str, str]


def quiet(_: str) -> None:
    """Say nothing."""


def embedded(config: Config, *, say: Say = quiet) -> EmbeddedServer:
    """The embedded server of this data folder; not started by this."""
    return EmbeddedServer(config.data / "postgres", say=say)


def logins(config: Config) -> Logins:
    """The two log-ins, without touching the database. With the embedded server they are complete once it has been started once."""
    if not config.database_url:
        server = embedded(config)
        place = {**(server.address() if (server.home / "port").exists() else {}), "dbname": NAME}
        known = (server.home / "passwords.json").exists()
        app, owner = ((server.password(role) if known else "") for role in (roles.APP, roles.OWNER))
        return Logins(place | {"user": roles.APP, "password": app}, place | {"user": roles.OWNER, "password": owner})
    given = _parameters(config.database_url)
    if config.owner_url:
        return Logins(given, _parameters(config.owner_url))
    return Logins(
        given | {"user": roles.APP, "password": _derived(given, roles.APP)},
        given | {"user": roles.OWNER, "password": _derived(given, roles.OWNER)},
    )


def watcher(config: Config) -> dict[str, str]:
    """The log-in that may see how far replicas are: a superuser's where there is one, else the owner's (with pg_monitor)."""
    if not config.database_url:
        return embedded(config).login(NAME)
    return _parameters(config.owner_url or config.database_url)


@contextmanager
def running(config: Config, *, say: Say = quiet) -> Iterator[Logins]:
    """The database, up and with its roles, for as long as the block runs."""
    if config.database_url:
        yield _prepare_given(config)
        return
    server = embedded(config, say=say)
    server.hold()
    try:
        known = logins(config)
        if not (server.home / "ready").exists():
            _make_ready(server.login(), known)
            (server.home / "ready").touch()
        yield known
    finally:
        server.release()


def _prepare_given(config: Config) -> Logins:
    known = logins(config)
    try:
        connect(known.app).close()
    except psycopg.OperationalError as error:
        if config.owner_url:
            raise PostgresError(
                f"The database of database_url cannot be reached as the application role: {error}\nCheck host, port, name and password."
            ) from error
        _make_ready(_parameters(config.database_url), known)
    with connect(known.app) as connection:
        roles.check_writable(connection)
        roles.check_app(connection)
    if config.owner_url:
        with connect(known.owner) as connection:
            # Rights are made anew every time: no command need wait for a replica that is away to have them too.
            connection.execute("SET synchronous_commit = local")
            roles.make_grants(connection, connection, app=known.app["user"])
    return known


def _make_ready(admin: dict[str, str], known: Logins) -> None:
    """Make the roles, the database and the rights. `admin` names the database; another one is used to create it."""
    name = known.app["dbname"]
    try:
        with connect(admin | {"dbname": "postgres"}) as connection:
            connection.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])  # given back when the connection ends
            roles.make_roles(connection, owner_password=known.owner["password"], app_password=known.app["password"])
            roles.make_database(connection, name)
            with connect(admin | {"dbname": name}) as here, connect(known.owner) as owner:
                roles.make_grants(here, owner)
    except psycopg.errors.InsufficientPrivilege as error:
        raise PostgresError(
            f"The user of database_url may not make the roles of Kantor: {error}\n"
            "Name a user with CREATEROLE and CREATEDB, or make two roles yourself: database_url (application) and owner_url (owner)."
        ) from error
    except psycopg.OperationalError as error:
        raise PostgresError(
            f"The database cannot be reached: {error}\nCheck database_url: postgresql://user:password@host:port/name"
        ) from error


def connect(parameters: dict[str, str]) -> psycopg.Connection[Any]:
    """A connection of its own, in autocommit mode."""
    return psycopg.connect(make_conninfo("", **parameters), autocommit=True, connect_timeout=10)


def _parameters(url: str) -> dict[str, str]:
    """To another host the way is encrypted or not taken, unless the address itself, or libpq's own variable, says otherwise."""
    parameters = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    if "sslmode" not in parameters and "PGSSLMODE" not in os.environ and not is_here(parameters):
        parameters["sslmode"] = "require"
    return {"dbname": NAME} | parameters


def is_here(parameters: dict[str, str]) -> bool:
    """Whether the database answers on this very host: by a socket, or on the loopback."""
    return all(
        host in HERE or host.startswith(("/", "@", "127.")) for host in parameters.get("hostaddr", parameters.get("host", "")).split(",")
    )


def _derived(admin: dict[str, str], role: str) -> str:
    """A password every host with the same database_url arrives at, so that several hosts can share one database."""
    secret = admin.get("password", "")
    if not secret:
        raise PostgresError(
            "database_url has no password. Add it, or give two URLs: database_url (application role) and owner_url (owner)."
        )
    return hmac.new(secret.encode(), f"kantor {role}".encode(), hashlib.sha256).hexdigest()


def for_django(parameters: dict[str, str]) -> dict[str, Any]:
    """The entry of Django's DATABASES for these connection parameters.

    The keepalives end a connection whose server is gone within seconds; the pool serves the web's short-lived request threads.
    """
    named = {"host": "HOST", "port": "PORT", "dbname": "NAME", "user": "USER", "password": "PASSWORD"}
    options: dict[str, Any] = {name: value for name, value in parameters.items() if name not in named}
    options |= {"keepalives_idle": 3, "keepalives_interval": 1, "keepalives_count": 3, "tcp_user_timeout": 5000, "connect_timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{django: parameters.get(name, "") for name, django in named.items()},
        "OPTIONS": options,
        "CONN_MAX_AGE": None,
        "DISABLE_SERVER_SIDE_CURSORS": False,
    }
