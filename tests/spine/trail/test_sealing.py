"""Records are sealed once, in order and without gaps, and only when no transaction can add one in between any more."""

import threading
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import ProgrammingError, connections
from psycopg.errors import CheckViolation, InsufficientPrivilege, RestrictViolation

from kantor.engines.merkle import leaf_hash, root_of
from kantor.spine import trail
from kantor.spine.access import acting

AT = datetime(2026, 3, 2, 9, 0, 0, 120, tzinfo=UTC)
CLIENTS = count(7000)
Superuser = psycopg.Connection[Any]


@pytest.fixture
def client(committed_database: str) -> int:
    return next(CLIENTS)


@pytest.fixture(scope="session")
def signer(tmp_path_factory: pytest.TempPathFactory) -> trail.Signer:
    return trail.make_key(tmp_path_factory.mktemp("keys") / "signing_key.pem")


def happen(client: int, times: int = 1, *, kind: str = "test.happened", start: int = 0) -> None:
    with acting(clients=(client,), person_id=4, at=AT):
        trail.append([trail.Event(client, kind, number or None, 4, AT, {"number": number}) for number in range(start, start + times)])


def seal(client: int, signer: trail.Signer, **limits: int) -> trail.Sealed:
    with acting(clients=(client,), person_id=None, at=AT):
        return trail.seal(client, AT, signer, **limits)


def sealed_ids(client: int) -> list[int]:
    with acting(clients=(client,), person_id=None, at=AT), connections["default"].cursor() as cursor:
        cursor.execute("SELECT record_id FROM trail_leaf ORDER BY position")
        return [row[0] for row in cursor.fetchall()]


def test_all_records_are_sealed_once_however_often_the_sealer_comes(client: int, signer: trail.Signer) -> None:
    happen(client, 37)
    assert seal(client, signer).records == 37
    again = seal(client, signer)
    assert (again.records, again.head.size if again.head else 0, again.more) == (0, 37, False)
    happen(client, 5)
    assert seal(client, signer).head == trail_heads(client)[-1]
    ids = sealed_ids(client)
    assert len(ids) == len(set(ids)) == 42


def trail_heads(client: int) -> list[trail.Head]:
    with acting(clients=(client,), person_id=None, at=AT):
        return trail.heads(client)


def test_the_root_is_the_one_of_the_records_entries(client: int, signer: trail.Signer) -> None:
    happen(client, 21)
    sealed = seal(client, signer, at_most=21)
    with acting(clients=(client,), person_id=None, at=AT):
        ids = [record.id for record in trail.latest(client)][::-1]
        proofs = [trail.inclusion_proof(client, record_id) for record_id in ids]
    entries = [proof.entry for proof in proofs if proof]
    assert sealed.head is not None
    assert sealed.head.root == root_of([leaf_hash(entry.encode()) for entry in entries])
    assert entries[0].startswith(
        '{"at":"2026-03-02T09:00:00.000120+00:00","client":' + str(client) + ',"content":{"number":0},"document":null,'
    )


def test_sealing_in_small_steps_gives_the_same_log(client: int, signer: trail.Signer) -> None:
    happen(client, 50)
    steps = []
    while not steps or steps[-1].more:
        steps.append(seal(client, signer, at_most=7))
    assert sum(step.records for step in steps) == 50
    with acting(clients=(client,), person_id=None, at=AT, snapshot=True):
        report = trail.verify(client, trail.Trust(trail.public_keys([signer])))
    assert report.is_intact
    assert (report.leaves, report.unsealed, report.heads) == (50, 0, 8)


def test_a_record_of_a_running_transaction_delays_all_that_came_after_it(
    client: int, signer: trail.Signer, app_connection: psycopg.Connection[Any]
) -> None:
    happen(client)
    with app_connection.transaction():
        app_connection.execute("SELECT set_config('kantor.clients', %s, true)", [str(client)])
        app_connection.execute("INSERT INTO trail_record (client_id, kind, at, content) VALUES (%s, 'test.slow', now(), '{}')", [client])
        happen(client, 3)
        assert seal(client, signer).records == 1
    assert seal(client, signer).records == 4
    ids = sealed_ids(client)
    assert len(ids) == 5
    with acting(clients=(client,), person_id=None, at=AT, snapshot=True):
        assert trail.verify(client, trail.Trust(trail.public_keys([signer]))).is_intact


def test_records_of_a_transaction_that_failed_leave_no_gap(client: int, signer: trail.Signer) -> None:
    happen(client)
    lost = trail.Event(client, "test.lost", None, None, AT, {})
    with pytest.raises(ProgrammingError), acting(clients=(client,), person_id=None, at=AT):
        trail.append([lost, lost._replace(client_id=client + 1)])
    happen(client)
    assert seal(client, signer).records == 2


def test_two_sealers_at_once_seal_every_record_once(client: int, signer: trail.Signer) -> None:
    happen(client, 300)
    failures: list[BaseException] = []

    def work() -> None:
        try:
            while seal(client, signer, at_most=20).more:
                pass
        except BaseException as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert not failures
    seal(client, signer)
    ids = sealed_ids(client)
    assert len(ids) == len(set(ids)) == 300


def test_clients_with_unsealed_records_are_known(client: int, signer: trail.Signer) -> None:
    happen(client)
    assert client in trail.unsealed_clients()
    seal(client, signer)
    assert client not in trail.unsealed_clients()
    happen(client)
    assert client in trail.unsealed_clients()


def test_records_moved_from_another_server_are_sealed_all_the_same(
    client: int, signer: trail.Signer, superuser_connection: Superuser
) -> None:
    insert = "INSERT INTO trail_record (client_id, kind, at, content, transaction) VALUES (%s, 'test.moved', now(), '{}', %s)"
    superuser_connection.execute(insert, [client, 1])
    seal(client, signer)
    far = 4_000_000_000_000
    superuser_connection.execute("ALTER TABLE trail_record DISABLE TRIGGER refuse_change")
    superuser_connection.execute("UPDATE trail_record SET transaction = %s WHERE client_id = %s", [far, client])
    superuser_connection.execute("ALTER TABLE trail_record ENABLE TRIGGER refuse_change")
    superuser_connection.execute(insert, [client, far + 1])
    happen(client, 2)
    assert seal(client, signer).records == 3
    happen(client, 2)
    assert seal(client, signer).records == 2
    assert client not in trail.unsealed_clients()


def test_the_application_can_neither_change_the_trail_nor_say_who_wrote_it_when(
    client: int, app_connection: psycopg.Connection[Any]
) -> None:
    happen(client)
    with app_connection.transaction():
        app_connection.execute("SELECT set_config('kantor.clients', %s, true)", [str(client)])
        for statement in (
            "UPDATE trail_record SET content = '{}'",
            "DELETE FROM trail_record",
            "TRUNCATE trail_record",
            "UPDATE trail_leaf SET hash = ''",
            "DELETE FROM trail_node",
            "DELETE FROM trail_head",
            f"INSERT INTO trail_record (client_id, kind, at, content, transaction) VALUES ({client}, 'test.x', now(), '{{}}', 3)",
            f"INSERT INTO trail_record (id, client_id, kind, at, content) VALUES (1, {client}, 'test.x', now(), '{{}}')",
        ):
            with pytest.raises(InsufficientPrivilege), app_connection.transaction():
                app_connection.execute(statement)  # type: ignore[call-overload]
        with pytest.raises(CheckViolation), app_connection.transaction():
            app_connection.execute(f"INSERT INTO trail_record (client_id, kind, at, content) VALUES ({client}, 'a\"b', now(), '{{}}')")


def test_not_even_the_owner_changes_the_trail(client: int, owner_connection: psycopg.Connection[Any]) -> None:
    happen(client)
    for statement in ("UPDATE trail_record SET content = '{}'", "DELETE FROM trail_leaf", "TRUNCATE trail_node"):
        with pytest.raises(RestrictViolation):
            owner_connection.execute(statement)  # type: ignore[call-overload]


def test_the_signing_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "signing_key.pem"
    first = trail.make_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert trail.make_key(path).key_id == trail.signer(path).key_id == first.key_id
    assert list(path.parent.iterdir()) == [path]
    path.unlink()
    with pytest.raises(FileNotFoundError):  # another one would not be the key that signed the heads before
        trail.signer(path)
