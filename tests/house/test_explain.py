"""Row-level security is fast: under it the statements that matter most filter by an index, asked of the planner as the application role."""

import re
from typing import Any

import psycopg
import pytest
from tests.house import catalog
from tests.house.sources import ROOT

# (condition of a statement, columns that must be found through an index): what queues, lists and the commit path ask all day.
ASKED = [
    ("documents_document", "state = 'waiting' ORDER BY client_id, state, id LIMIT 50", {"client_id", "state"}),
    ("documents_document", "documents_way(type, seen_by) = 'a.b.see.c' ORDER BY client_id, id LIMIT 50", {"client_id", "seen_by"}),
    ("documents_document", "number_key = '7:r1'", {"client_id", "number_key"}),
    ("documents_document", "party_id = 7", {"client_id", "party_id"}),
    ("documents_document", "parent_id = 7", {"client_id", "parent_id"}),
    ("documents_document", "key = 'k'", {"client_id", "key"}),
    ("documents_original", "sha256 = '\\x00'", {"client_id", "sha256"}),
    ("documents_reading", "document_id = 7 AND version = 1", {"client_id", "document_id", "version"}),
    ("documents_check", "document_id = 7 AND version = 1", {"client_id", "document_id", "version"}),
    ("documents_decision", "document_id = 7", {"client_id", "document_id"}),
    ("documents_effect", "document_id = 7", {"client_id", "document_id"}),
    ("documents_outbox", "state = 'draft'", {"client_id", "state"}),
    ("access_assignment", "person_id = 7", {"client_id", "person_id"}),
    ("access_limit", "type = 'supplier_invoice' AND role = 'clerk'", {"client_id", "type", "role"}),
    ("ledger_account", "number = '1600'", {"client_id", "number"}),
    ("ledger_account", "role = 'payables'", {"client_id", "role"}),
    ("ledger_period", "year = 2026 AND number = 3", {"client_id", "year", "number"}),
    ("treasury_payment", "seen_by = 7", {"client_id", "seen_by"}),
    ("treasury_payment", "returned_by = 7", {"client_id", "returned_by"}),
    ("treasury_statement_line", "cleared_by = 7", {"client_id", "cleared_by"}),
    ("treasury_statement_line", "given_back_by = 7", {"client_id", "given_back_by"}),
    ("ledger_counter", "series = 'V' AND year = 2026", {"client_id", "series", "year"}),
]
INDEX_CONDITION = re.compile(r"Index Cond: (.*)")
FILTER = re.compile(r"Filter: (.*)")
COMPARES_CLIENT = re.compile(r"\bclient_id\b\)? (=|<|>)")


@pytest.mark.parametrize("clients", ["3", "3,7,11"])
@pytest.mark.parametrize(("table", "condition", "columns"), ASKED, ids=lambda value: value if isinstance(value, str) else "")
def test_the_clients_rows_are_found_by_an_index(
    table: str, condition: str, columns: set[str], clients: str, untouched_connection: psycopg.Connection[Any]
) -> None:
    with untouched_connection.transaction():
        untouched_connection.execute("SELECT set_config('kantor.clients', %s, true)", [clients])
        # The tables are empty here, so the planner is asked whether it can, not whether it would.
        untouched_connection.execute("SET LOCAL enable_seqscan = off")
        rows = untouched_connection.execute(f"EXPLAIN (COSTS OFF) SELECT * FROM {table} WHERE {condition}").fetchall()
    plan = "\n".join(row[0] for row in rows)
    indexed = " ".join(INDEX_CONDITION.findall(plan))
    assert {column for column in columns if re.search(rf"\b{column}\b", indexed)} == columns, plan
    assert not COMPARES_CLIENT.search(" ".join(FILTER.findall(plan))), plan


def test_entries_beside_the_main_ledger_have_an_index_of_their_own(untouched_connection: psycopg.Connection[Any]) -> None:
    """A journal asked for what tax alone is told does not read every entry of the books for it."""
    statement = (ROOT / "src/kantor/desk/lists/queries/entries.sql").read_text(encoding="utf-8")
    days = {"from_on": "1900-01-01", "until_on": "2999-12-31", "before_on": "2999-12-31"}
    with untouched_connection.transaction():
        untouched_connection.execute("SELECT set_config('kantor.clients', '3', true)")
        untouched_connection.execute("SET LOCAL enable_seqscan = off")
        given = {"clients": [3], "ledger": "tax", "before_id": 2**62, "limit": 200, **days}
        rows = untouched_connection.execute(f"EXPLAIN (COSTS OFF) {statement}", given).fetchall()
    assert "ledger_entry_beside" in "\n".join(row[0] for row in rows)


def test_every_clients_table_has_an_index_that_begins_with_the_client(owner_connection: psycopg.Connection[Any]) -> None:
    rows = owner_connection.execute(
        """
        SELECT c.relname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'client_id'
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
          AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indkey[0] = a.attnum)
        """
    ).fetchall()
    assert rows == []


def test_no_index_of_a_clients_table_is_one_that_security_makes_useless(owner_connection: psycopg.Connection[Any]) -> None:
    """Full-text, trigram and jsonb indexes are not used under row-level security, except by functions that filter themselves."""
    rows = owner_connection.execute(
        """
        SELECT c.relname::text, i.relname::text FROM pg_index x
        JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_am m ON m.oid = i.relam
        WHERE c.relrowsecurity AND m.amname IN ('gin', 'gist')
        """
    ).fetchall()
    assert [row for row in rows if row[0] not in catalog.SEARCHED] == []


def test_the_list_names_tables_that_exist() -> None:
    models = "\n".join(path.read_text() for path in (ROOT / "src/kantor").rglob("models.py"))
    assert [table for table, _, _ in ASKED if f'db_table = "{table}"' not in models] == []
