"""One client never sees another's rows: what the database must say about every table with a client."""

import re
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.core.management import call_command
from tests.house import catalog
from tests.house.sources import modules

from kantor.kit.rows import NARROW, READS, WRITES

# Columns that name a client without being one's row: who may see what is decided by the table's own policy.
BY_OWN_ID = {"access_client": "id"}
# Tables of which reads see some rows only with the permission that a column names, beside those of the client.
NARROWED = {"documents_document": "seen_by"}
# What must be answered before a client is known; these functions alone look across clients, and give ids and roles, nothing else.
BEFORE_ANY_CLIENT = {
    "access_roles_of": "whose clients a person has",
    "access_client_by_number": "whose invoice it is, by the buyer's VAT id",
    "access_client_by_account": "whose bank statement it is, by the account",
    "access_connected": "which clients agreed to be connected with the acting one",
    "access_codes_taken": "whether the code of a client about to be taken on is another's",
    "access_every_client": "which clients work goes through, one by one",
    "cases_waiting": "where work waits: client, step and how much",
    "trail_unsealed_clients": "whose trail has records that wait for their seal",
}
# Read by those functions and by the ones that search; the application role sees no more for it.
OWNER_READS = {
    *("access_client", "access_assignment", "access_substitute", "access_connection"),
    *("trail_record", "trail_leaf"),
    *("documents_document", "documents_sheet", "documents_outbox", "cases_task"),
    *catalog.SEARCHED,
}


@pytest.fixture
def expected_policies(owner_connection: psycopg.Connection[Any]) -> Iterator[set[tuple[str, str | None, str | None]]]:
    """The four policies as PostgreSQL writes them down, taken from a table made for this purpose."""
    reads, writes = READS.format(column=catalog.CLIENT), WRITES.format(column=catalog.CLIENT)
    owner_connection.execute("CREATE TABLE example (client_id int)")
    owner_connection.execute(f"CREATE POLICY r ON example FOR SELECT USING ({reads})")
    owner_connection.execute(f"CREATE POLICY w ON example FOR UPDATE USING ({writes}) WITH CHECK ({writes})")
    found = {policy.command: policy for policy in catalog.policies(owner_connection) if policy.table_name == "example"}
    seen, written = found["SELECT"].sees, found["UPDATE"].sees
    yield {("SELECT", seen, None), ("INSERT", None, written), ("UPDATE", written, written), ("DELETE", written, None)}
    owner_connection.execute("DROP TABLE example")


def test_every_table_with_a_client_is_guarded_even_against_its_owner(owner_connection: psycopg.Connection[Any]) -> None:
    with_client = [table for table in catalog.tables(owner_connection) if table.has_client or table.name in BY_OWN_ID]
    assert len(with_client) > 20
    assert [table.name for table in with_client if not (table.guarded and table.forced)] == []


def test_every_guarded_table_has_the_four_policies_and_no_other(
    owner_connection: psycopg.Connection[Any], expected_policies: set[tuple[str, str | None, str | None]]
) -> None:
    found: dict[str, set[tuple[str, str | None, str | None]]] = {}
    for policy in catalog.policies(owner_connection):
        if policy.only_owner:
            assert (policy.table_name in OWNER_READS, policy.command) == (True, "SELECT"), policy
            continue
        own = BY_OWN_ID.get(policy.table_name)
        texts = [re.sub(rf"\b{own}\b", catalog.CLIENT, text) if own and text else text for text in (policy.sees, policy.writes)]
        found.setdefault(policy.table_name, set()).add((policy.command, texts[0], texts[1]))
    found.pop("example")
    guarded = [
        table.name
        for table in catalog.tables(owner_connection)
        if table.name != "example" and (table.has_client or table.name in BY_OWN_ID)
    ]
    assert {name: found.get(name) for name in guarded if name not in NARROWED} == {
        name: expected_policies for name in guarded if name not in NARROWED
    }
    for name, column in NARROWED.items():
        assert found[name] - {("SELECT", narrow_reads(owner_connection, column), None)} == expected_policies - {
            one for one in expected_policies if one[0] == "SELECT"
        }


def narrow_reads(connection: psycopg.Connection[Any], column: str) -> str | None:
    """The policy of reads as PostgreSQL writes it down for a table that names a permission in this column."""
    connection.execute(f"CREATE TABLE narrow_example (client_id int, {column} text)")
    reads = READS.format(column=catalog.CLIENT)
    connection.execute(f"CREATE POLICY r ON narrow_example FOR SELECT USING ({reads} AND {NARROW.format(column=column)})")
    (sees,) = [policy.sees for policy in catalog.policies(connection) if policy.table_name == "narrow_example"]
    connection.execute("DROP TABLE narrow_example")
    return sees


def test_references_between_rows_of_clients_name_the_client(owner_connection: psycopg.Connection[Any]) -> None:
    with_client = {table.name for table in catalog.tables(owner_connection) if table.has_client}
    plain = [
        key.name
        for key in catalog.foreign_keys(owner_connection)
        if key.table_name in with_client
        and key.to_table in with_client
        and (catalog.CLIENT, catalog.CLIENT) not in zip(key.columns, key.to_columns, strict=True)
    ]
    assert plain == []


def test_no_model_with_a_client_lacks_a_guarded_table(owner_connection: psycopg.Connection[Any]) -> None:
    guarded = {table.name for table in catalog.tables(owner_connection) if table.forced}
    models = [model for model in apps.get_models() if any(field.column == catalog.CLIENT for field in model._meta.local_concrete_fields)]
    assert [model._meta.label for model in models if model._meta.managed and model._meta.db_table not in guarded] == []


def test_models_and_migrations_agree(database: None) -> None:
    own = [config.label for config in apps.get_app_configs() if config.name.startswith("kantor.")]
    call_command("makemigrations", *own, check=True, dry_run=True, verbosity=1)


def test_views_ask_with_the_rights_of_the_asker(owner_connection: psycopg.Connection[Any]) -> None:
    rows = owner_connection.execute(
        """
        SELECT relname::text FROM pg_class
        WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace AND NOT coalesce('security_invoker=true' = ANY (reloptions), false)
          AND NOT coalesce('security_invoker=on' = ANY (reloptions), false)
        """
    ).fetchall()
    assert rows == []


def test_functions_with_the_owners_rights_fix_their_path_and_filter_by_client(owner_connection: psycopg.Connection[Any]) -> None:
    rows = owner_connection.execute(
        """
        SELECT proname::text, pg_get_functiondef(oid) LIKE '%kantor.clients%',
               EXISTS (SELECT FROM unnest(proconfig) setting WHERE setting LIKE 'search_path=%')
        FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace
        """
    ).fetchall()
    assert [name for name, _, has_path in rows if not has_path] == []
    assert [name for name, filters, _ in rows if not filters and name not in BEFORE_ANY_CLIENT] == []


def test_the_setting_is_written_in_one_place() -> None:
    """Whoever sets kantor.clients and kantor.sees decides what is seen; only spine.access does."""
    setting = [
        module.path
        for module in modules("src/kantor")
        if re.search(r"set_config\(\s*'kantor\.(clients|sees)'|SET (LOCAL )?kantor\.(clients|sees)", module.text)
    ]
    assert [path for path in setting if not path.startswith("src/kantor/spine/access/")] == []
