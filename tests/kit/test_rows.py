"""The migration operations: one client's rows stay apart from another's, references cannot cross, history stays, and all can be undone."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connections
from django.db.migrations.state import ProjectState
from psycopg import errors

from kantor.kit.rows import AppendOnly, AppRights, ClientKey, ClientReference, ClientRows

OPERATIONS = [
    ClientRows("note"),
    ClientRows("page"),
    ClientKey("note"),
    ClientReference("page", "note_id", "note"),
    AppendOnly("page"),
    AppRights("note", "SELECT, INSERT, UPDATE"),
]


def _apply(*, backwards: bool = False) -> None:
    state = ProjectState()
    with connections["owner"].schema_editor() as editor:
        for operation in reversed(OPERATIONS) if backwards else OPERATIONS:
            (operation.database_backwards if backwards else operation.database_forwards)("kit", editor, state, state)


@pytest.fixture
def tables(committed_database: str, owner_connection: psycopg.Connection[Any]) -> Iterator[None]:
    owner_connection.execute("CREATE TABLE note (id int PRIMARY KEY, client_id int NOT NULL, text text)")
    owner_connection.execute("CREATE TABLE page (id int PRIMARY KEY, client_id int NOT NULL, note_id int)")
    _apply()
    yield
    connections["owner"].close()


def _as_clients(connection: psycopg.Connection[Any], clients: str) -> None:
    connection.execute("SELECT set_config('kantor.clients', %s, false)", [clients])


@pytest.fixture
def app(tables: None, app_connection: psycopg.Connection[Any]) -> psycopg.Connection[Any]:
    for client in (1, 2):
        _as_clients(app_connection, str(client))
        app_connection.execute("INSERT INTO note VALUES (%s, %s, 'hers')", [client, client])
    return app_connection


def test_rows_of_the_clients_that_are_set_are_seen_and_no_others(app: psycopg.Connection[Any]) -> None:
    for clients, seen in [("1", [1]), ("2", [2]), ("1,2", [1, 2]), ("3", []), ("", [])]:
        _as_clients(app, clients)
        assert [row[0] for row in app.execute("SELECT id FROM note ORDER BY id")] == seen


def test_writing_needs_exactly_one_client(app: psycopg.Connection[Any]) -> None:
    for clients in ("2", "1,2", ""):
        _as_clients(app, clients)
        with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
            app.execute("INSERT INTO note VALUES (9, 1, 'smuggled')")
        assert app.execute("UPDATE note SET text = 'changed' WHERE client_id = 1").rowcount == 0
    _as_clients(app, "1")
    with pytest.raises(errors.InsufficientPrivilege):
        app.execute("UPDATE note SET client_id = 2")


def test_the_owner_is_bound_as_well(app: psycopg.Connection[Any], owner_connection: psycopg.Connection[Any]) -> None:
    assert owner_connection.execute("SELECT count(*) FROM note").fetchone() == (0,)


def test_a_reference_cannot_name_another_clients_row(app: psycopg.Connection[Any]) -> None:
    _as_clients(app, "1")
    app.execute("INSERT INTO page VALUES (1, 1, 1)")
    with pytest.raises(errors.ForeignKeyViolation):
        app.execute("INSERT INTO page VALUES (2, 1, 2)")


def test_history_is_refused_change_to_everybody(
    app: psycopg.Connection[Any], owner_connection: psycopg.Connection[Any], superuser_connection: psycopg.Connection[Any]
) -> None:
    _as_clients(app, "1")
    for statement in ("UPDATE page SET note_id = 1", "DELETE FROM page", "TRUNCATE page"):
        with pytest.raises(errors.InsufficientPrivilege):
            app.execute(statement)  # type: ignore[call-overload]
        for connection in (owner_connection, superuser_connection):
            with pytest.raises(errors.RestrictViolation, match="page is history"):
                connection.execute(statement)  # type: ignore[call-overload]


def test_the_application_has_the_rights_that_were_given_and_no_more(app: psycopg.Connection[Any]) -> None:
    rights = [
        app.execute("SELECT has_table_privilege('note', %s)", [right]).fetchone()
        for right in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")
    ]
    assert rights == [(True,), (True,), (True,), (False,), (False,)]


def test_all_of_it_can_be_undone(app: psycopg.Connection[Any], owner_connection: psycopg.Connection[Any]) -> None:
    _apply(backwards=True)
    _as_clients(app, "")
    assert app.execute("SELECT count(*) FROM note").fetchone() == (2,)
    app.execute("DELETE FROM page")
    app.execute("DELETE FROM note")
    left = owner_connection.execute(
        "SELECT conname FROM pg_constraint WHERE conrelid = 'note'::regclass AND contype = 'u' UNION ALL"
        " SELECT policyname FROM pg_policies WHERE tablename IN ('note', 'page')"
    ).fetchall()
    assert left == []
    _apply()
