"""Migration operations that keep one client's rows apart from another's, and history unchanged, by means of the database itself.

All run as the owner of the tables and can be undone. A table's name is the name in the database (`documents_document`).

    ClientRows("documents_document")                                        row-level security, forced
    ClientKey("documents_document")                                         UNIQUE (client_id, id), what other rows refer to
    ClientReference("ledger_entry", "document_id", "documents_document")    a foreign key that cannot point at another client's row
    NarrowReads("documents_document", column="seen_by")                     of those, rows that name a permission only with it
    OwnerReads("parties_party")                                             for functions that run with the owner's rights
    AppendOnly("trail_record")                                              no UPDATE, DELETE, TRUNCATE by anybody
    AppRights("access_client", "SELECT")                                    the application role may do this and no more

A foreign key between rows of clients is declared in the model with db_constraint=False and here by ClientReference, because PostgreSQL
checks foreign keys without row-level security: a plain key would accept the id of another client's row.
"""

from typing import Any

from django.db.migrations import RunSQL

ALLOWED = "string_to_array(nullif(current_setting('kantor.clients', true), ''), ',')"
# The sub-select is evaluated once per statement and compared by a leakproof operator, so that (client_id, ...) indexes are used.
READS = "{column} = ANY ((SELECT " + ALLOWED + ")::int[])"
# Written is for exactly one client at a time: with none or several in the setting this is NULL, and the row is refused.
SETTING = "current_setting('kantor.clients', true)"
WRITES = "{column} = (SELECT CASE WHEN " + SETTING + " ~ '^[0-9]+$' THEN " + SETTING + "::int END)"

# A case, not `or`: of a table that nobody has analysed yet the planner would think that next to no row is seen, and plan for that.
NARROW = (
    "CASE WHEN {column} = '' THEN true ELSE ARRAY['*', client_id::text, client_id::text || ':' || {column}]"
    " && (SELECT string_to_array(coalesce(current_setting('kantor.sees', true), ''), ',')) END"
)

REFUSE_CHANGE = """
CREATE OR REPLACE FUNCTION kantor_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is history and is never changed or deleted; correct it by a counter-document', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$
"""
# The application role is whoever has been granted rights by the owner's default privileges; its name is the installation's choice.
FOR_EACH_GRANTEE = """
DO $do$
DECLARE role regrole;
BEGIN
    FOR role IN
        SELECT DISTINCT acl.grantee::regrole FROM pg_class c, aclexplode(c.relacl) acl
        WHERE c.oid = '{table}'::regclass AND acl.grantee NOT IN (0, c.relowner)
    LOOP
        EXECUTE format('{statement}', role);
    END LOOP;
END $do$
"""
ALL_RIGHTS = "SELECT, INSERT, UPDATE, DELETE"


class ClientRows(RunSQL):
    """Forced row-level security: reads see the clients of the setting kantor.clients ('3,7'), writes need exactly one there."""

    def __init__(self, table: str, *, column: str = "client_id") -> None:
        reads, writes = READS.format(column=column), WRITES.format(column=column)
        super().__init__(
            [
                f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
                f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
                f"CREATE POLICY client_reads ON {table} FOR SELECT USING ({reads})",
                f"CREATE POLICY client_inserts ON {table} FOR INSERT WITH CHECK ({writes})",
                f"CREATE POLICY client_updates ON {table} FOR UPDATE USING ({writes}) WITH CHECK ({writes})",
                f"CREATE POLICY client_deletes ON {table} FOR DELETE USING ({writes})",
            ],
            [
                *(f"DROP POLICY client_{verb} ON {table}" for verb in ("reads", "inserts", "updates", "deletes")),
                f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
                f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
            ],
        )


class NarrowReads(RunSQL):
    """Of rows that name a permission in `column`, reads see those that the setting kantor.sees lists: `*` for all, `3` for all of client 3,
    `3:permission` for those; rows with '' there are seen as before. Without the setting no such row is seen.
    """

    def __init__(self, table: str, *, column: str) -> None:
        reads = READS.format(column="client_id")
        narrow = NARROW.format(column=column)
        super().__init__(
            [f"ALTER POLICY client_reads ON {table} USING ({reads} AND {narrow})"],
            [f"ALTER POLICY client_reads ON {table} USING ({reads})"],
        )


class OwnerReads(RunSQL):
    """The owner, whom forced security binds as well, may read all rows: for functions with its rights that look across clients or filter
    by client themselves. The application role gains nothing by it.
    """

    def __init__(self, table: str) -> None:
        super().__init__(
            f"CREATE POLICY owner_reads ON {table} FOR SELECT TO CURRENT_USER USING (true)", f"DROP POLICY owner_reads ON {table}"
        )


class ClientKey(RunSQL):
    """UNIQUE (client_id, id): what a ClientReference refers to."""

    def __init__(self, table: str, *, column: str = "id") -> None:
        name = f"{table}_client_{column}_key"
        super().__init__(
            [f"ALTER TABLE {table} ADD CONSTRAINT {name} UNIQUE (client_id, {column})"], [f"ALTER TABLE {table} DROP CONSTRAINT {name}"]
        )


class ClientReference(RunSQL):
    """A foreign key (client_id, column) -> (client_id, id) of `to_table`, which has a ClientKey; it is checked at once."""

    def __init__(self, table: str, column: str, to_table: str, *, to_column: str = "id") -> None:
        name = f"{table}_{column}_client_fkey"
        super().__init__(
            [
                f"ALTER TABLE {table} ADD CONSTRAINT {name}"
                f" FOREIGN KEY (client_id, {column}) REFERENCES {to_table} (client_id, {to_column})",
            ],
            [f"ALTER TABLE {table} DROP CONSTRAINT {name}"],
        )


class AppendOnly(RunSQL):
    """Rows are added and never touched again: a trigger refuses it to everybody, and the application role has no right to it.

    A statement that names a partition does not fire the triggers of the partitioned table: give each partition its own AppendOnly.
    """

    def __init__(self, table: str) -> None:
        super().__init__(
            [
                REFUSE_CHANGE,
                f"CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION kantor_refuse_change()",
                FOR_EACH_GRANTEE.format(table=table, statement=f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM %s"),
            ],
            [
                f"DROP TRIGGER refuse_change ON {table}",
                FOR_EACH_GRANTEE.format(table=table, statement=f"GRANT UPDATE, DELETE ON {table} TO %s"),
            ],
        )


class AppRights(RunSQL):
    """The application role has exactly `rights` on the table (as in GRANT: "SELECT, INSERT")."""

    def __init__(self, table: str, rights: str) -> None:
        # Granted first: without any right left, the role could no longer be found among the grantees.
        taken = ", ".join(right for right in ALL_RIGHTS.split(", ") if right not in rights)
        forwards: list[Any] = [FOR_EACH_GRANTEE.format(table=table, statement=f"REVOKE {taken} ON {table} FROM %s")] if taken else []
        super().__init__(
            forwards,
            [FOR_EACH_GRANTEE.format(table=table, statement=f"GRANT {ALL_RIGHTS} ON {table} TO %s")],
        )
