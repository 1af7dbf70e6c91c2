"""Keeps clients apart and lets the database itself say whose clients a person has, before any client's rows may be seen."""

from django.db import migrations
from django.db.migrations import RunSQL

from kantor.kit.rows import AppendOnly, AppRights, ClientRows, OwnerReads

TABLES = ("access_assignment", "access_limit", "access_substitute", "access_change")


def reference(table: str, column: str, to_table: str) -> RunSQL:
    """A plain foreign key, to rows that belong to no client or are the client itself."""
    name = f"{table}_{column}_fkey"
    return RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({column}) REFERENCES {to_table} (id)",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


def check(table: str, name: str, condition: str) -> RunSQL:
    return RunSQL(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({condition})", f"ALTER TABLE {table} DROP CONSTRAINT {name}")


ROLES_OF = """
CREATE FUNCTION access_roles_of(person integer, day date)
RETURNS TABLE (client_id integer, role text, for_person_id integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    -- The roles a person holds that day, and those of the people for whom that person stands in.
    SELECT held.client_id, held.role, held.person_id
    FROM access_assignment held
    WHERE held.person_id = person AND day >= held.from_on AND (held.until_on IS NULL OR day <= held.until_on)
        AND EXISTS (SELECT FROM access_person p WHERE p.id = person AND p.is_active)
    UNION
    SELECT held.client_id, held.role, held.person_id
    FROM access_substitute s
    JOIN access_assignment held ON held.client_id = s.client_id AND held.person_id = s.person_id
    WHERE s.deputy_id = person AND day BETWEEN s.from_on AND s.until_on
        AND day >= held.from_on AND (held.until_on IS NULL OR day <= held.until_on)
        AND EXISTS (SELECT FROM access_person p WHERE p.id = person AND p.is_active);
END
"""
CLIENT_BY_NUMBER = """
CREATE FUNCTION access_client_by_number(numbers text[])
RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    -- The one open client with one of these ways to write its VAT id or tax number, NULL where there is none or more than one.
    SELECT CASE WHEN count(*) = 1 THEN min(id) END FROM access_client
    WHERE (vat_id = ANY (numbers) OR tax_number = ANY (numbers)) AND closed_on IS NULL;
END
"""
EVERY_CLIENT = """
CREATE FUNCTION access_every_client()
RETURNS SETOF integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    -- The ids of all clients, for work that goes through them one by one.
    SELECT id FROM access_client ORDER BY id;
END
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0001_columns")]

    operations = [
        ClientRows("access_client", column="id"),
        *(ClientRows(table) for table in TABLES),
        *(OwnerReads(table) for table in ("access_client", "access_assignment", "access_substitute")),
        *(reference(table, "client_id", "access_client") for table in TABLES),
        *(reference("access_assignment", column, "access_person") for column in ("person_id",)),
        *(reference("access_substitute", column, "access_person") for column in ("person_id", "deputy_id")),
        *(AppRights(table, "SELECT, INSERT, UPDATE") for table in ("access_client", "access_person", *TABLES[:3])),
        AppendOnly("access_change"),
        check("access_client", "access_client_id_above_house", "id > 0"),
        check("access_client", "access_client_fiscal_month", "fiscal_year_start BETWEEN 1 AND 12"),
        check("access_limit", "access_limit_not_negative", "amount >= 0"),
        check("access_substitute", "access_substitute_another", "person_id <> deputy_id"),
        # An address that differs in capitals only would be a second person under the same log-in.
        RunSQL("CREATE UNIQUE INDEX access_person_log_in ON access_person (lower(email))", "DROP INDEX access_person_log_in"),
        RunSQL("CREATE INDEX access_client_vat_id ON access_client (vat_id)", "DROP INDEX access_client_vat_id"),
        RunSQL("CREATE INDEX access_assignment_of_person ON access_assignment (person_id)", "DROP INDEX access_assignment_of_person"),
        RunSQL("CREATE INDEX access_substitute_of_deputy ON access_substitute (deputy_id)", "DROP INDEX access_substitute_of_deputy"),
        RunSQL(ROLES_OF, "DROP FUNCTION access_roles_of(integer, date)"),
        RunSQL(CLIENT_BY_NUMBER, "DROP FUNCTION access_client_by_number(text[])"),
        RunSQL(EVERY_CLIENT, "DROP FUNCTION access_every_client()"),
    ]
