"""The audit trail is history: clients kept apart, nothing changed or deleted, numbers and transactions filled in by the database alone."""

from django.db import migrations
from django.db.migrations import RunSQL

from kantor.kit.rows import FOR_EACH_GRANTEE, AppendOnly, ClientRows

TABLES = ("trail_record", "trail_leaf", "trail_node", "trail_head")
GIVEN = "client_id, kind, document_id, person_id, at, content"


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
    ]
