"""The embedded server: made once, shared, stopped by the last, and as safe as a server of one's own."""

from typing import Any

import psycopg


def test_the_application_role_reads_the_migrated_tables(database: None) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, count(*) FROM access_client")
        assert cursor.fetchone() == ("kantor_app", 0)


def test_the_owner_owns_the_tables(owner_connection: psycopg.Connection[Any]) -> None:
    owners = owner_connection.execute("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'").fetchall()
    assert owners == [("kantor_owner",)]
