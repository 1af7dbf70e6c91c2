"""Acting decides whose rows are seen and written, and gives back what an outer block saw."""

from contextlib import suppress
from datetime import UTC, datetime

import psycopg
import pytest
from django.db import ProgrammingError, connection

from kantor.spine import trail
from kantor.spine.access import acting, take_time

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def seen() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('kantor.clients', true)")
        return str(cursor.fetchone()[0])


def happened(client_id: int) -> trail.Event:
    return trail.Event(client_id=client_id, kind="test.happened", document_id=None, person_id=None, at=AT, content={})


def test_nothing_is_written_for_another_client(database: None) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), acting(clients=(501,), person_id=None, at=AT):
        trail.append([happened(502)])


def test_nothing_is_written_while_acting_for_two_clients(database: None) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), acting(clients=(501, 502), person_id=None, at=AT):
        trail.append([happened(502)])


def test_the_outer_block_sees_its_own_clients_again(database: None) -> None:
    with acting(clients=(501, 502), person_id=None, at=AT):
        with acting(clients=(502,), person_id=None, at=AT) as actor:
            assert seen() == "502"
            assert actor.clients == (502,)
        assert seen() == "501,502"


def test_a_failed_inner_block_leaves_the_outer_one_as_it_was(database: None) -> None:
    with acting(clients=(501,), person_id=None, at=AT):
        with pytest.raises(ProgrammingError), acting(clients=(502,), person_id=None, at=AT):
            trail.append([happened(501)])
        assert seen() == "501"
        trail.append([happened(501)])


def test_an_export_may_take_its_time_until_its_transaction_ends(database: None) -> None:
    def limit() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SHOW idle_in_transaction_session_timeout")
            return str(cursor.fetchone()[0])

    before = limit()
    with suppress(LookupError), acting(clients=(501,), person_id=None, at=AT):
        take_time()
        assert limit() == "10min"
        raise LookupError
    assert limit() == before != "10min"


def test_after_the_transaction_no_client_is_seen(committed_database: str) -> None:
    with acting(clients=(501,), person_id=None, at=AT):
        trail.append([happened(501)])
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM trail_record")
        assert cursor.fetchone()[0] == 0


def test_a_snapshot_does_not_see_what_others_commit_meanwhile(
    committed_database: str, superuser_connection: psycopg.Connection[object]
) -> None:
    count = "SELECT count(*) FROM trail_record"
    with acting(clients=(501,), person_id=None, at=AT, snapshot=True), connection.cursor() as cursor:
        cursor.execute(count)
        before = cursor.fetchone()[0]
        superuser_connection.execute("INSERT INTO trail_record (client_id, kind, at, content) VALUES (501, 'test.meanwhile', now(), '{}')")
        cursor.execute(count)
        assert cursor.fetchone()[0] == before


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"), acting(clients=(1,), person_id=None, at=datetime(2026, 1, 1)):  # noqa: DTZ001
        pass
