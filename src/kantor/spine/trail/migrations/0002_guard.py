"""The audit trail is history: clients kept apart, nothing changed or deleted, numbers and transactions filled in by the database alone."""

from django.db import migrations
from django.db.migrations import RunSQL

from kantor.kit.rows import FOR_EACH_GRANTEE, AppendOnly, ClientRows, OwnerReads

TABLES = ("trail_record", "trail_leaf", "trail_node", "trail_head")
GIVEN = "client_id, kind, document_id, person_id, at, content"

# Clients one by one by the index, and for each the records behind the one sealed last; as in unsealed_records.sql.
UNSEALED_CLIENTS = """
CREATE FUNCTION trail_unsealed_clients()
RETURNS SETOF integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    WITH RECURSIVE known AS (
        (SELECT client_id FROM trail_record ORDER BY client_id LIMIT 1)
        UNION ALL
        SELECT (SELECT r.client_id FROM trail_record r WHERE r.client_id > known.client_id ORDER BY r.client_id LIMIT 1)
        FROM known WHERE known.client_id IS NOT NULL
    )
    SELECT known.client_id
    FROM known
    LEFT JOIN LATERAL (
        SELECT r.transaction, r.id
        FROM (SELECT l.record_id FROM trail_leaf l WHERE l.client_id = known.client_id ORDER BY l.position DESC LIMIT 1) sealed
        JOIN trail_record r ON r.id = sealed.record_id
    ) last ON true
    WHERE known.client_id IS NOT NULL AND (
        last.transaction >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint
        OR EXISTS (
            SELECT FROM trail_record r
            WHERE r.client_id = known.client_id AND r.transaction < pg_snapshot_xmax(pg_current_snapshot())::text::bigint AND (last.id IS NULL OR (r.transaction, r.id) > (last.transaction, last.id))
        )
    );
END
"""


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_columns")]

    operations = [
        *(ClientRows(table) for table in TABLES),
        *(AppendOnly(table) for table in TABLES),
        # Which transaction wrote a record decides when it may be sealed, so nobody may say another one.
        RunSQL(
            "ALTER TABLE trail_record ALTER COLUMN transaction SET DEFAULT (pg_current_xact_id()::text::bigint)",
            "ALTER TABLE trail_record ALTER COLUMN transaction DROP DEFAULT",
        ),
        RunSQL(
            FOR_EACH_GRANTEE.format(table="trail_record", statement="REVOKE INSERT ON trail_record FROM %s"),
            FOR_EACH_GRANTEE.format(table="trail_record", statement="GRANT INSERT ON trail_record TO %s"),
        ),
        RunSQL(
            FOR_EACH_GRANTEE.format(table="trail_record", statement=f"GRANT INSERT ({GIVEN}) ON trail_record TO %s"),
            FOR_EACH_GRANTEE.format(table="trail_record", statement=f"REVOKE INSERT ({GIVEN}) ON trail_record FROM %s"),
        ),
        # A kind stands unescaped in the bytes that are hashed.
        RunSQL(
            "ALTER TABLE trail_record ADD CONSTRAINT trail_record_kind_plain CHECK (kind ~ '^[a-z0-9_.]+$')",
            "ALTER TABLE trail_record DROP CONSTRAINT trail_record_kind_plain",
        ),
        *(OwnerReads(table) for table in ("trail_record", "trail_leaf")),
        RunSQL(UNSEALED_CLIENTS, "DROP FUNCTION trail_unsealed_clients()"),
    ]
