"""The application role owns nothing, is no superuser and passes no policy; history and the trail are out of its reach."""

from typing import Any

import psycopg
import pytest
from psycopg import errors
from tests.house import catalog


def test_the_application_role_is_an_ordinary_one(app_connection: psycopg.Connection[Any]) -> None:
    row = app_connection.execute(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    assert row == (False, False, False, False, False)


def test_the_application_role_owns_nothing_and_is_a_member_of_nothing(app_connection: psycopg.Connection[Any]) -> None:
    assert app_connection.execute("SELECT relname FROM pg_class WHERE relowner = current_user::regrole").fetchall() == []
    assert app_connection.execute("SELECT roleid::regrole FROM pg_auth_members WHERE member = current_user::regrole").fetchall() == []


def test_the_application_role_makes_no_tables(app_connection: psycopg.Connection[Any]) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        app_connection.execute("CREATE TABLE smuggled (id int)")
    assert app_connection.execute("SELECT has_schema_privilege('public', 'CREATE')").fetchone() == (False,)


def test_the_application_role_truncates_nothing(app_connection: psycopg.Connection[Any]) -> None:
    names = [table.name for table in catalog.tables(app_connection)]
    rows = app_connection.execute("SELECT n FROM unnest(%s::text[]) n WHERE has_table_privilege(n, 'TRUNCATE')", [names]).fetchall()
    assert len(names) > 20
    assert rows == []


def test_the_owner_is_no_superuser_either(owner_connection: psycopg.Connection[Any]) -> None:
    assert owner_connection.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user").fetchone() == (False, False)


def test_without_a_client_set_nothing_is_seen_and_nothing_written(
    superuser_connection: psycopg.Connection[Any], app_connection: psycopg.Connection[Any]
) -> None:
    for table in catalog.tables(app_connection):
        if table.has_client and _may(app_connection, table.name, "SELECT"):
            assert app_connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchone() == (0,), table.name


def test_a_lost_connection_of_the_application_gives_its_locks_back(app_connection: psycopg.Connection[Any]) -> None:
    settings = ("tcp_keepalives_idle", "tcp_user_timeout", "client_connection_check_interval", "idle_in_transaction_session_timeout")
    found = dict(app_connection.execute("SELECT name, reset_val::int FROM pg_settings WHERE name = ANY (%s)", [list(settings)]).fetchall())
    assert found == {
        "tcp_keepalives_idle": 3,
        "tcp_user_timeout": 5000,
        "client_connection_check_interval": 1000,
        "idle_in_transaction_session_timeout": 8000,
    }


def _may(connection: psycopg.Connection[Any], table: str, right: str) -> bool:
    return connection.execute("SELECT has_table_privilege(%s, %s)", [table, right]).fetchone() == (True,)
