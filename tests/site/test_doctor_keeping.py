"""The doctor about what must not be lost: each trouble is made for real, found by its name, and gone when it is cured."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from psycopg.types.json import Jsonb
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import Office, open_office
from tests.site import waiting_work

from kantor.site import keys, making_keys
from kantor.site.backing_up import shelf, timing
from kantor.site.backing_up.shelf import Backup
from kantor.site.config import Config, ConfigError
from kantor.site.health import keeping
from kantor.site.health.trouble import Case, Check
from kantor.site.postgres import EmbeddedServer
from kantor.spine import access, trail


def clock() -> datetime:
    return datetime.now(UTC)


def case(config: Config | None = None, now: datetime | None = None) -> Case:
    return Case(config=config or settings.KANTOR, now=now or clock(), clock=clock)


def names(check: Check, of: Case | None = None) -> set[str]:
    return {trouble.name for trouble in check(of or case())}


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


@pytest.fixture
def own(tmp_path: Path) -> Config:
    """Settings whose folders are the test's own, the keys beside them."""
    key = tmp_path / "keys" / "master_key"
    keys.make_master_key(key)
    folders = {"data": tmp_path, "originals": tmp_path / "originals", "backups": tmp_path / "backups"}
    return replace(settings.KANTOR, **folders, master_key_file=key, signing_key_file=key.with_name("signing_key.pem"), database_url="")


def test_a_master_key_that_does_not_open_the_keys_of_the_clients_is_found(
    office: Office, own: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.bring(GERMAN)
    assert names(keeping.master_key, case(own)) == set()
    with monkeypatch.context() as patched:
        patched.setattr(settings, "ORIGINALS_KEYS", lambda: (bytes(32),))
        (trouble,) = keeping.master_key(case(own))
    assert (trouble.name, trouble.severity) == ("master_key_wrong", "stop")
    assert names(keeping.master_key, case(own)) == set()


@pytest.mark.usefixtures("committed_database")
def test_a_key_that_is_gone_although_it_is_in_use_is_found_and_nothing_starts(own: Config) -> None:
    office = open_office()
    making_keys.make_missing(own, clock())  # an office in which nothing is sealed gets what is missing
    own.master_key_file.unlink()
    own.signing_key_file.unlink()
    office.bring(GERMAN)
    access.seal_trails(trail.signer(settings.KANTOR.signing_key_file), office.now())
    assert [(trouble.name, trouble.severity) for trouble in keeping.keys_in_use(case(own))] == [("key_gone", "stop")] * 2
    with pytest.raises(ConfigError, match=r"master_key is missing, and the keys of 1 clients .* Put your copy of the file there"):
        making_keys.make_missing(own, clock())
    keys.make_master_key(own.master_key_file)  # stands for the copy
    with pytest.raises(ConfigError, match=r"signing_key.pem is missing, and \d+ heads"):
        making_keys.make_missing(own, clock())
    assert not own.signing_key_file.exists()
    trail.make_key(own.signing_key_file)
    making_keys.make_missing(own, clock())
    assert names(keeping.keys_in_use, case(own)) == set()


@pytest.mark.usefixtures("database")
def test_a_master_key_beside_the_originals_or_their_backup_is_found(own: Config) -> None:
    assert names(keeping.master_key, case(own)) == set()
    assert names(keeping.master_key, case(replace(own, master_key_file=own.originals / "key"))) == {"key_beside_originals"}
    made = Backup(name="2026-full", before="", began_at=clock(), ended_at=clock(), wal_from="0", release="", has_keys=True)
    (own.backups / made.name).mkdir(parents=True)
    (own.backups / "originals").mkdir()
    shelf.write(own.backups / made.name, made)
    assert names(keeping.master_key, case(own)) == {"key_beside_originals"}
    shelf.write(own.backups / made.name, replace(made, has_keys=False))
    assert names(keeping.master_key, case(own)) == set()


@pytest.fixture
def primary(second_server: EmbeddedServer, tmp_path: Path) -> Iterator[tuple[Config, psycopg.Connection[Any]]]:
    """Settings of a house on a server of its own, and its administrator."""
    password = second_server.password("postgres")
    url = f"postgresql://postgres:{password}@127.0.0.1:{second_server.address()['port']}/postgres"
    with psycopg.connect(**second_server.login(), autocommit=True) as admin:
        yield replace(settings.KANTOR, data=tmp_path, database_url=url, owner_url=""), admin


def test_a_replica_that_commits_wait_for_and_that_is_not_there_is_found(primary: tuple[Config, psycopg.Connection[Any]]) -> None:
    config, admin = primary
    assert names(keeping.replica, case(config)) == set()
    admin.execute("ALTER SYSTEM SET synchronous_standby_names = 'FIRST 1 (replica)'")
    admin.execute("SELECT pg_reload_conf()")
    assert any(names(keeping.replica, case(config)) == {"replica_missing"} for _ in waiting_work.until())
    admin.execute("ALTER SYSTEM RESET synchronous_standby_names")
    admin.execute("SELECT pg_reload_conf()")
    assert any(names(keeping.replica, case(config)) == set() for _ in waiting_work.until())


def test_a_log_that_is_kept_for_a_replica_that_is_gone_is_found(primary: tuple[Config, psycopg.Connection[Any]]) -> None:
    config, admin = primary
    admin.execute("SELECT pg_create_physical_replication_slot('replica', true)")
    assert names(keeping.replica, case(config)) == set()
    for _ in range(5):
        admin.execute("SELECT pg_logical_emit_message(false, 'test', repeat('a', 16000000))")
    assert names(keeping.replica, case(config)) == {"slot_idle"}
    admin.execute("SELECT pg_drop_replication_slot('replica')")
    assert names(keeping.replica, case(config)) == set()


def test_a_database_that_knows_less_than_the_heads_outside_it_is_found(office: Office, own: Config) -> None:
    office.bring(GERMAN)
    with office.acting("DE") as actor:
        sealed = trail.seal(office.clients["DE"], actor.at + timedelta(days=1), trail.signer(settings.KANTOR.signing_key_file))
    head = sealed.head or trail.Head(office.clients["DE"], 1, 3, b"r" * 32, office.now.at, "k", b"s")
    trail.anchor(head._replace(size=1000), own.data / "trail_heads.jsonl")
    (trouble,) = keeping.heads(case(own))
    assert (trouble.name, trouble.severity) == ("heads_ahead", "stop")
    (own.data / "trail_heads.jsonl").unlink()
    assert names(keeping.heads, case(own)) == set()


def test_what_may_leave_and_does_not_is_found(office: Office) -> None:
    (document_id, *_) = waiting_work.ready_orders(office, "DE", 1)
    waiting_work.approved_letter(office, "DE", document_id)
    assert names(keeping.sending, case(now=office.now.at)) == set()
    assert names(keeping.sending, case(now=office.now.at + timedelta(hours=2))) == {"outbox_old"}


def test_a_program_that_was_not_told_is_found(office: Office) -> None:
    with office.acting("DE") as actor, connection.cursor() as cursor:
        own = {"client": actor.clients[0], "at": actor.at, "person": office.people["anna"], "empty": Jsonb({})}
        cursor.execute(
            "INSERT INTO hooks_subscription (client_id, person_id, url, kinds, secret, created_at, seen_transaction, seen_record)"
            " VALUES (%(client)s, %(person)s, 'https://a.example', '{*}', '', %(at)s, 0, 0) RETURNING id",
            own,
        )
        own["id"] = cursor.fetchone()[0]
        cursor.execute(
            "INSERT INTO hooks_delivery (client_id, subscription_id, record_id, kind, content, state, tries, created_at, reason)"
            " VALUES (%(client)s, %(id)s, 1, 'document.received', %(empty)s, 'waiting', 0, %(at)s, '')",
            own,
        )
    assert names(keeping.sending, case(now=office.now.at)) == set()
    assert names(keeping.sending, case(now=office.now.at + timedelta(hours=2))) == {"webhooks_untold"}


def test_files_that_could_not_be_taken_in_are_found(own: Config) -> None:
    place = own.data / "inbox" / "nord" / "not_taken"
    place.mkdir(parents=True)
    assert names(keeping.taken_aside, case(own)) == set()
    (place / "a.xml").write_text("<a/>")
    (place / "a.xml.reason.txt").write_text("too large")
    (trouble,) = keeping.taken_aside(case(own))
    assert trouble.seen.startswith("1 files could not be taken in: ")


def test_backups_are_due_by_the_setting_and_originals_between_them(own: Config) -> None:
    now, hourly = clock(), replace(own, backup_every_hours=1)
    kept = [Backup(name="a", before="", began_at=now, ended_at=now, wal_from="0", release="", has_keys=False)]
    assert timing.due(own, [], None, now) is None
    assert timing.due(hourly, [], None, now) == timing.WHOLE
    assert timing.due(hourly, kept, now, now) is None
    assert timing.due(hourly, kept, now, now + timedelta(minutes=6)) == timing.ORIGINALS
    assert timing.due(hourly, kept, now, now + timedelta(hours=1)) == timing.WHOLE
    assert timing.due(replace(hourly, database_url="postgresql://"), [], None, now) == timing.ORIGINALS
    assert timing.due(replace(hourly, database_url="postgresql://", originals_bucket="b"), [], None, now) is None
