"""A PostgreSQL server of one's own instead of the embedded one, reached over TCP by its URL."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from tests.house.sources import ROOT

from kantor.site import database, roles
from kantor.site.config import Config, read
from kantor.site.health import server as server_checks
from kantor.site.health.trouble import Case
from kantor.site.postgres import EmbeddedServer, PostgresError

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def _url(server: EmbeddedServer, *, user: str, password: str, name: str = "office") -> str:
    return f"postgresql://{user}:{password}@127.0.0.1:{server.address()['port']}/{name}"


def _config(tmp_path: Path, **values: str) -> Config:
    return read(
        {"KANTOR_DATA": str(tmp_path / "data")} | {f"KANTOR_{name.upper()}": value for name, value in values.items()}, home=tmp_path
    )


def _admin(server: EmbeddedServer) -> dict[str, str]:
    return {"user": "postgres", "password": server.password("postgres")}


def test_an_administrators_url_is_enough(second_server: EmbeddedServer, tmp_path: Path) -> None:
    config = _config(tmp_path, database_url=_url(second_server, **_admin(second_server)))
    for _ in range(2):
        with database.running(config) as logins, psycopg.connect(**logins.app) as app:  # type: ignore[arg-type]
            assert app.execute("SELECT current_user, current_database(), inet_server_port() IS NOT NULL").fetchone() == (
                roles.APP,
                "office",
                True,
            )
    assert not (tmp_path / "data" / "postgres").exists()


def test_a_user_who_may_make_roles_and_databases_is_enough(second_server: EmbeddedServer, tmp_path: Path) -> None:
    with psycopg.connect(**second_server.login(), autocommit=True) as admin:  # type: ignore[arg-type]
        admin.execute("CREATE ROLE maker LOGIN CREATEROLE CREATEDB PASSWORD 'secret of the maker'")
    config = _config(tmp_path, database_url=_url(second_server, user="maker", password="secret%20of%20the%20maker"))
    with database.running(config) as logins, psycopg.connect(**logins.owner, autocommit=True) as owner:  # type: ignore[arg-type]
        owner.execute("CREATE TABLE made (id int)")


def test_two_urls_name_two_roles(second_server: EmbeddedServer, tmp_path: Path) -> None:
    with psycopg.connect(**second_server.login(), autocommit=True) as admin:  # type: ignore[arg-type]
        admin.execute("CREATE ROLE landlord LOGIN PASSWORD 'l'")
        admin.execute("CREATE ROLE tenant LOGIN PASSWORD 't'")
        admin.execute("CREATE DATABASE office OWNER landlord")
    config = _config(
        tmp_path,
        database_url=_url(second_server, user="tenant", password="t"),
        owner_url=_url(second_server, user="landlord", password="l"),
    )
    with database.running(config) as logins:
        with psycopg.connect(**logins.owner, autocommit=True) as owner:  # type: ignore[arg-type]
            owner.execute("CREATE TABLE made (id int)")
        with psycopg.connect(**logins.app, autocommit=True) as app:  # type: ignore[arg-type]
            app.execute("INSERT INTO made VALUES (1)")


def test_processes_that_start_together_do_not_meet_in_the_rights(second_server: EmbeddedServer, tmp_path: Path) -> None:
    """Each makes the rights anew: without a lock the database answered one of two with "tuple concurrently updated"."""
    with database.running(_config(tmp_path, database_url=_url(second_server, **_admin(second_server)))) as logins:
        pass

    def start(_: int) -> None:
        with database.connect(logins.owner) as owner:
            for _ in range(25):
                roles.make_grants(owner, owner)

    with ThreadPoolExecutor(4) as many:
        assert list(many.map(start, range(4))) == [None] * 4


def test_a_superuser_as_application_role_is_refused(second_server: EmbeddedServer, tmp_path: Path) -> None:
    with psycopg.connect(**second_server.login(), autocommit=True) as admin:  # type: ignore[arg-type]
        admin.execute("CREATE DATABASE office")
    url = _url(second_server, **_admin(second_server))
    with pytest.raises(PostgresError, match="superuser"), database.running(_config(tmp_path, database_url=url, owner_url=url)):
        pass


def test_a_user_without_the_right_to_make_roles_is_told_what_to_do(second_server: EmbeddedServer, tmp_path: Path) -> None:
    with psycopg.connect(**second_server.login(), autocommit=True) as admin:  # type: ignore[arg-type]
        admin.execute("CREATE ROLE plain LOGIN PASSWORD 'p'")
    config = _config(tmp_path, database_url=_url(second_server, user="plain", password="p"))
    with pytest.raises(PostgresError, match="CREATEROLE"), database.running(config):
        pass


def test_a_server_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    config = _config(tmp_path, database_url="postgresql://a:b@127.0.0.1:1/c")
    with pytest.raises(PostgresError, match="cannot be reached"), database.running(config):
        pass


def test_kantor_migrates_a_database_of_ones_own(second_server: EmbeddedServer, tmp_path: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT / "src"),
        "KANTOR_DATA": str(tmp_path / "data"),
        "KANTOR_DATABASE_URL": _url(second_server, **_admin(second_server)),
    }
    done = subprocess.run([sys.executable, "-m", "kantor", "migrate"], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, "migrations applied" in done.stdout) == (0, True), done.stderr
    with psycopg.connect(**second_server.login("office")) as admin:  # type: ignore[arg-type]
        assert admin.execute("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'").fetchall() == [(roles.OWNER,)]


@pytest.mark.parametrize(
    ("place", "mode"),
    [
        ("db.example/kantor", "require"),
        ("127.0.0.1,db.example/kantor", "require"),
        ("localhost/kantor?hostaddr=192.0.2.7", "require"),
        ("db.example/kantor?sslmode=verify-full", "verify-full"),
        ("db.example/kantor?sslmode=disable", "disable"),
        ("localhost/kantor", None),
        ("127.0.0.1,[::1]/kantor", None),
        ("/kantor?host=/run/postgresql", None),
    ],
)
def test_the_way_to_another_host_is_encrypted_unless_its_address_says_otherwise(tmp_path: Path, place: str, mode: str | None) -> None:
    config = _config(tmp_path, database_url=f"postgresql://kantor_app:a@{place}", owner_url=f"postgresql://kantor_owner:b@{place}")
    assert {parameters.get("sslmode") for parameters in database.logins(config)} == {mode}
    told = [(trouble.name, trouble.severity) for trouble in server_checks.way(Case(config=config, now=NOW, clock=lambda: NOW))]
    assert told == {"require": [("database_unproved", "look")], "disable": [("database_unproved", "stop")]}.get(mode or "", [])


def test_a_server_that_cannot_encrypt_is_not_spoken_to(second_server: EmbeddedServer, tmp_path: Path) -> None:
    url = f"{_url(second_server, **_admin(second_server))}?sslmode=require"
    with pytest.raises(PostgresError, match="SSL"), database.running(_config(tmp_path, database_url=url)):
        pass
