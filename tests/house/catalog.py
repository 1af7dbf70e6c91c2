"""What the database itself says about the tables, rights and policies that the migrations made."""

from typing import Any, LiteralString, NamedTuple

import psycopg
from psycopg.rows import class_row

CLIENT = "client_id"
# Searched by functions that run with the owner's rights and filter by client themselves.
SEARCHED = {"documents_search", "parties_party", "parties_identifier"}


class Table(NamedTuple):
    """A table of the application: `guarded` means row-level security, `forced` that it binds the owner as well."""

    name: str
    has_client: bool
    guarded: bool
    forced: bool


class Policy(NamedTuple):
    """A policy of a table: for which command, which rows are seen, which may be written, and whether it is for the owner alone."""

    table_name: str
    command: str
    sees: str | None
    writes: str | None
    only_owner: bool


class ForeignKey(NamedTuple):
    """A foreign key with its columns on both sides, in order."""

    name: str
    table_name: str
    columns: list[str]
    to_table: str
    to_columns: list[str]


TABLES: LiteralString = """
    SELECT c.relname::text AS name, EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'client_id') AS has_client,
           c.relrowsecurity AS guarded, c.relforcerowsecurity AS forced
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1
"""
POLICIES: LiteralString = """
    SELECT tablename::text AS table_name, cmd AS command, qual AS sees, with_check AS writes, roles <> '{public}' AS only_owner
    FROM pg_policies WHERE schemaname = 'public'
"""
FOREIGN_KEYS: LiteralString = """
    SELECT conname::text AS name, conrelid::regclass::text AS table_name, confrelid::regclass::text AS to_table,
           ARRAY(SELECT a.attname::text FROM unnest(conkey) WITH ORDINALITY k(n, o)
                 JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = n ORDER BY o) AS columns,
           ARRAY(SELECT a.attname::text FROM unnest(confkey) WITH ORDINALITY k(n, o)
                 JOIN pg_attribute a ON a.attrelid = confrelid AND a.attnum = n ORDER BY o) AS to_columns
    FROM pg_constraint WHERE contype = 'f'
"""


def tables(connection: psycopg.Connection[Any]) -> list[Table]:
    return connection.cursor(row_factory=class_row(Table)).execute(TABLES).fetchall()


def policies(connection: psycopg.Connection[Any]) -> list[Policy]:
    return connection.cursor(row_factory=class_row(Policy)).execute(POLICIES).fetchall()


def foreign_keys(connection: psycopg.Connection[Any]) -> list[ForeignKey]:
    return connection.cursor(row_factory=class_row(ForeignKey)).execute(FOREIGN_KEYS).fetchall()
