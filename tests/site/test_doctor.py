"""The doctor: each trouble is made for real, found by its name, and gone when it is cured."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from tests.journeys.office import Office, open_office
from tests.site import waiting_work
from tests.site.command import kantor

from kantor.site import roles
from kantor.site.backing_up import shelf
from kantor.site.backing_up.shelf import Backup
from kantor.site.config import Config
from kantor.site.health import host, server, work
from kantor.site.health.examining import examine, run
from kantor.site.health.trouble import Case, Check
from kantor.spine import documents


def clock() -> datetime:
    return datetime.now(UTC)


def case(config: Config | None = None, **shifted: int) -> Case:
    return Case(config=config or settings.KANTOR, now=clock() + timedelta(**shifted), clock=clock)


def names(check: Check, of: Case | None = None) -> set[str]:
    return {trouble.name for trouble in check(of or case())}


@pytest.fixture
def own(tmp_path: Path) -> Config:
    """Settings whose data folder holds two keys that are as they should be."""
    config = replace(
        settings.KANTOR,
        data=tmp_path,
        originals=tmp_path / "originals",
        backups=tmp_path / "backups",
        secret_key_file=tmp_path / "keys" / "secret_key",
        signing_key_file=tmp_path / "keys" / "signing_key.pem",
        database_url="",
        owner_url="",
    )
    (tmp_path / "keys").mkdir()
    for path in (config.secret_key_file, config.signing_key_file):
        path.write_text("x" * 50)
        path.chmod(0o600)
    return config


def test_a_key_that_others_may_read_or_that_is_gone_is_found(own: Config) -> None:
    assert names(host.keys, case(own)) == set()
    own.secret_key_file.chmod(0o640)
    own.signing_key_file.unlink()
    assert names(host.keys, case(own)) == {"key_open", "key_missing"}


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_a_key_that_cannot_be_read_is_found(own: Config) -> None:
    own.secret_key_file.chmod(0)
    assert names(host.keys, case(own)) == {"key_unreadable"}


def test_a_disk_that_is_full_or_nearly_so_is_found(own: Config) -> None:
    gigabyte = 1 << 30
    assert {trouble.name for trouble in host._room(own.data, 50 * gigabyte, 100 * gigabyte)} == set()
    assert {trouble.name for trouble in host._room(own.data, 9 * gigabyte, 100 * gigabyte)} == {"disk_nearly_full"}
    assert {trouble.name for trouble in host._room(own.data, gigabyte // 2, gigabyte)} == {"disk_full"}
    assert {trouble.seen.partition(":")[0] for trouble in host._room(own.data, 0, gigabyte)} == {str(own.data)}


def test_a_backup_that_is_missing_old_or_on_the_same_disk_is_found(own: Config) -> None:
    assert names(host.backups, case(own)) == {"no_backup"}
    at = clock()
    made = Backup(name="2026-full", before="", began_at=at, ended_at=at, wal_from="0", release="", has_keys=False)
    (own.backups / made.name).mkdir(parents=True)
    shelf.write(own.backups / made.name, made)
    assert names(host.backups, case(own)) == {"backup_same_disk", "log_not_kept"}
    (own.data / "postgres").mkdir()
    (own.data / "postgres" / "archive").symlink_to(own.backups)
    assert names(host.backups, case(own)) == {"backup_same_disk"}
    assert names(host.backups, case(own, days=3)) == {"backup_same_disk", "backup_old"}


def test_readers_without_walls_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from kantor.engines.reading import Protection

    monkeypatch.setattr(host, "protection", lambda: Protection(walls=(), possible=("network",)))
    (trouble,) = host.readers(case())
    assert (trouble.name, trouble.severity) == ("readers_unprotected", "stop")


def test_a_second_engine_without_its_languages_is_found(own: Config, tmp_path: Path) -> None:
    assert names(host.second_engine, case(own)) == set()
    (trouble,) = host.second_engine(case(replace(own, tessdata=str(tmp_path))))
    assert (trouble.name, trouble.severity) == ("second_engine_languages", "look")
    assert "de, en, id, pl" in trouble.seen.replace("pl, id", "id, pl")


@pytest.mark.usefixtures("committed_database")
def test_a_role_that_could_see_everything_is_found(superuser_connection: psycopg.Connection[Any]) -> None:
    assert names(server.role) == set()
    superuser_connection.execute(f"ALTER ROLE {roles.APP} BYPASSRLS")
    try:
        assert names(server.role) == {"role_wrong"}
    finally:
        superuser_connection.execute(f"ALTER ROLE {roles.APP} NOBYPASSRLS")


@pytest.mark.usefixtures("committed_database")
def test_a_table_without_row_level_security_is_found(owner_connection: psycopg.Connection[Any]) -> None:
    assert names(server.walls) == set()
    owner_connection.execute("ALTER TABLE ledger_posting NO FORCE ROW LEVEL SECURITY")
    owner_connection.execute("CREATE TABLE forgotten (client_id integer)")
    (trouble,) = server.walls(case())
    assert (trouble.name, trouble.severity) == ("rls_missing", "stop")
    assert "forgotten, ledger_posting" in trouble.seen


@pytest.mark.usefixtures("committed_database")
def test_a_migration_that_waits_is_found(owner_connection: psycopg.Connection[Any]) -> None:
    assert names(server.tables) == set()
    owner_connection.execute(
        "DELETE FROM django_migrations WHERE (app, name) = ('cases', (SELECT max(name) FROM django_migrations WHERE app = 'cases'))"
    )
    assert names(server.tables) == {"migrations_open"}


@pytest.mark.usefixtures("database")
def test_a_server_that_may_forget_and_a_clock_that_is_off_are_found() -> None:
    assert "not_durable" in names(server.promises), "the tests' own server runs without fsync"
    assert "clock_off" not in names(server.promises)
    (trouble,) = [one for one in server.promises(replace(case(), clock=lambda: clock() - timedelta(minutes=1))) if one.name == "clock_off"]
    assert trouble.severity == "stop"


@pytest.mark.usefixtures("committed_database")
def test_a_forgotten_transaction_is_found(app_connection: psycopg.Connection[Any]) -> None:
    with app_connection.transaction():
        app_connection.execute("SELECT 1")
        assert "transaction_forgotten" not in names(server.promises)
        assert "transaction_forgotten" in names(server.promises, case(hours=1))
    assert "transaction_forgotten" not in names(server.promises, case(hours=1))


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def test_work_that_waits_without_a_worker_is_found(office: Office) -> None:
    assert names(work.workers) == set()
    ids = waiting_work.ready_orders(office, "DE", 2)
    with office.acting("DE") as actor:
        documents.set_state(ids, "ready", actor)
    assert names(work.workers, case(hours=1)) == {"no_worker"}
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    assert names(work.workers, case(hours=1)) == {"queue_long"}


def test_a_job_that_fails_again_and_again_is_found(office: Office) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_jobs (queue_name, task_name, attempts) VALUES ('default', 'seal', 6)")
    assert names(work.workers) == {"job_stuck"}


def test_a_letter_that_could_not_leave_is_found(office: Office) -> None:
    (document_id, *_) = waiting_work.ready_orders(office, "DE", 1)
    outbox_id = waiting_work.approved_letter(office, "DE", document_id)
    assert names(work.outbox) == set()
    with office.acting("DE") as actor:
        documents.keep_back({outbox_id: "the address is missing"}, actor)
    assert names(work.outbox) == {"outbox_failed"}


def test_records_that_nobody_seals_are_found(office: Office) -> None:
    assert names(work.trail, _at(office.now.at)) == set()
    assert names(work.trail, _at(office.now.at + timedelta(hours=1))) == {"trail_unsealed"}


def test_books_in_which_nothing_can_be_posted_are_found(office: Office) -> None:
    assert names(work.periods, _at(office.now.at)) == set()
    assert names(work.periods, _at(datetime(2040, 1, 1, tzinfo=UTC))) == {"period_closed"}
    with office.acting("DE"), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_period SET closed_at = now() WHERE starts_on = %s", [date(2026, 3, 1)])
    (trouble,) = work.periods(_at(office.now.at))
    assert "for de:" in trouble.seen


def _at(now: datetime) -> Case:
    return replace(case(), now=now)


def test_a_database_that_cannot_be_reached_is_found_and_the_rest_is_examined(own: Config) -> None:
    @contextmanager
    def closed() -> Iterator[None]:
        psycopg.connect("host=127.0.0.1 port=1 connect_timeout=2")
        yield

    assert {trouble.name for trouble in examine(case(own), closed())} >= {"no_backup", "database_unreachable"}


@pytest.mark.usefixtures("database")
def test_a_check_that_fails_does_not_keep_the_others_from_being_made(own: Config) -> None:
    (own.backups / "2026-full").mkdir(parents=True)
    (own.backups / "2026-full" / "manifest.json").write_text("{")
    assert {trouble.name for trouble in run((host.backups, server.promises), case(own))} >= {"check_failed", "not_durable"}


@pytest.mark.usefixtures("committed_database")
def test_the_command_names_each_trouble_with_its_cure_and_ends_accordingly() -> None:
    result = kantor("doctor", "--json")
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 2
    assert {trouble["name"] for trouble in told} >= {"not_durable"}
    assert all(trouble.keys() == {"name", "severity", "seen", "cure"} and trouble["cure"] for trouble in told)
