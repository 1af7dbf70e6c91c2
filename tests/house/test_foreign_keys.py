"""What the checks of foreign keys cost does not grow with what a client has, whenever a connection happened to plan them.

PostgreSQL plans such a check once for each connection and keeps the plan. To a planner that knows nothing of a table yet, an index that
begins with the client and is small is as good as the key, and each row that is written then reads all of the client: 3,000 invoices cost
7 ms each instead of 1.5 ms. So the very plans are asked for here, at several sizes, on tables that were never analysed.
"""

from itertools import pairwise
from typing import Any, NamedTuple

import psycopg
import pytest
from django.db import connection, connections
from tests.benchmarks import posting, road

KEYS = """
SELECT DISTINCT c.confrelid::regclass::text, array_agg(a.attname::text ORDER BY key.place)
FROM pg_constraint c CROSS JOIN unnest(c.confkey) WITH ORDINALITY AS key (number, place)
JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = key.number
WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
GROUP BY c.oid, c.confrelid HAVING count(*) > 1 ORDER BY 1, 2
"""
MOST = 900
"""Invoices; which index tempts depends on how many pages the indexes have, and so on how many rows came at once."""
ONE_PAGE = 50
"""Rows that are read as fast whole as through an index."""
BATCHES, BATCH = 4, 60
# Read more rows by and by, up to a limit of their own: the newest of a supplier, whom invoices of a new office have few of.
SLACK_ROWS = 15 * BATCH


class Plan(NamedTuple):
    """How a row that a foreign key points to is looked up. keys: the columns of the key; by: the condition that its index is asked."""

    table: str
    keys: tuple[str, ...]
    index: str
    by: str
    rows: int

    @property
    def is_one_row(self) -> bool:
        if self.index == "Seq Scan" and self.rows <= ONE_PAGE:  # a client's periods, once the server has counted them
            return True
        return "(id = $" in self.by or all(f"({key} = $" in self.by for key in self.keys)


def plans(superuser: psycopg.Connection[Any]) -> list[Plan]:
    """The statement of each check, as ri_triggers.c of PostgreSQL words it, planned as it is planned there: for any value."""
    found = []
    for table, keys in superuser.execute(KEYS).fetchall():
        condition = " AND ".join(f"{key} OPERATOR(pg_catalog.=) ${place}" for place, key in enumerate(keys, start=1))
        statement = f"EXPLAIN (GENERIC_PLAN, FORMAT JSON) SELECT 1 FROM ONLY {table} x WHERE {condition} FOR KEY SHARE OF x"
        explained = superuser.execute(statement.encode()).fetchone()
        assert explained is not None
        node = explained[0][0]["Plan"]["Plans"][0]
        counted = superuser.execute(f"SELECT count(*) FROM {table}".encode()).fetchone()
        assert counted is not None
        found.append(Plan(table, tuple(keys), node.get("Index Name", node["Node Type"]), node.get("Index Cond", ""), counted[0]))
    return found


@pytest.fixture
def unanalysed(new_database: str, superuser_connection: psycopg.Connection[Any]) -> psycopg.Connection[Any]:
    """Nobody has analysed the tables of this test or does so behind its back; the house connects to them anew."""
    for (table,) in superuser_connection.execute(
        "SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' AND oid >= 16384"
    ).fetchall():
        superuser_connection.execute(f"ALTER TABLE {table} SET (autovacuum_enabled = false)".encode())
    superuser_connection.prepare_threshold = None  # a prepared EXPLAIN would ask for the values
    connections.close_all()
    return superuser_connection


def tempted(unanalysed: psycopg.Connection[Any], step: int) -> list[Plan]:
    """The checks that would read more than one row, at one of the sizes."""
    books = posting.opened()
    for _ in range(0, MOST, step):
        found = [plan for plan in plans(unanalysed) if not plan.is_one_row]
        if found:
            return found
        posting.post(books, step)
    return []


@pytest.mark.parametrize("step", [100, 300])
def test_each_check_looks_for_one_row_however_many_there_are(step: int, unanalysed: psycopg.Connection[Any]) -> None:
    assert tempted(unanalysed, step) == []


@pytest.mark.parametrize("columns", ["client_id, parent_id", "client_id, type, number"])
def test_an_index_that_tempts_the_checks_is_noticed(columns: str, unanalysed: psycopg.Connection[Any]) -> None:
    unanalysed.execute(f"CREATE INDEX tempting ON documents_document ({columns})".encode())
    assert {plan.index for plan in tempted(unanalysed, 300)} == {"tempting"}


def test_a_batch_reads_as_many_rows_as_the_one_before(unanalysed: psycopg.Connection[Any]) -> None:
    """The whole road, through one connection whose plans were made while there was nothing."""
    client_id = road.prepared()
    counts = []
    for number in range(BATCHES):
        road.carry(client_id, number * BATCH, BATCH)
        counts.append(_rows_read())
    read = [{index: later[index] - earlier.get(index, 0) for index in later} for earlier, later in pairwise(counts)]
    growing = {index: [batch.get(index, 0) for batch in read] for index in read[-1] if read[-1][index] > read[0].get(index, 0) + SLACK_ROWS}
    assert growing == {}


def _rows_read() -> dict[str, int]:
    """Rows read so far through each index, and from each table without one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexrelname, idx_tup_read FROM pg_stat_user_indexes"
            " UNION ALL SELECT 'no index of ' || relname, seq_tup_read FROM pg_stat_user_tables"
        )
        return dict(cursor.fetchall())
