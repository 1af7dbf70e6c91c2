"""Clients that agreed to be connected, and the function by which alone two of them find each other."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.migrations import RunSQL

from kantor.kit.rows import AppRights, ClientReference, ClientRows, OwnerReads

TABLE = "access_connection"
CONNECTED = """
CREATE FUNCTION access_connected()
RETURNS TABLE (client_id integer, partner_id integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    -- With which open clients the acting ones are connected: each of a pair has agreed to the other by a number that only that one has.
    SELECT DISTINCT mine.client_id, theirs.client_id
    FROM access_connection mine
    JOIN access_connection theirs ON theirs.client_id = access_client_by_number(mine.ways) AND theirs.ended_at IS NULL
        AND access_client_by_number(theirs.ways) = mine.client_id
    WHERE mine.client_id = ANY (string_to_array(nullif(current_setting('kantor.clients', true), ''), ',')::integer[])
        AND mine.ended_at IS NULL AND theirs.client_id <> mine.client_id
    ORDER BY 1, 2;
END
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0012_vat_due"), ("documents", "0026_way")]

    operations = [
        migrations.CreateModel(
            name="Connection",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("document_id", models.BigIntegerField()),
                ("name", models.TextField(help_text="as its people call the other one")),
                (
                    "ways",
                    ArrayField(
                        base_field=models.TextField(), help_text="the VAT id or tax number, normalised, and the other ways to write it"
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": TABLE,
                "constraints": [
                    models.UniqueConstraint(fields=["client_id", "document_id"], name="access_connection_document"),
                    models.UniqueConstraint(
                        fields=["client_id", "ways"], name="access_connection_once", condition=models.Q(ended_at__isnull=True)
                    ),
                ],
            },
        ),
        ClientRows(TABLE),
        OwnerReads(TABLE),
        ClientReference(TABLE, "document_id", "documents_document"),
        AppRights(TABLE, "SELECT, INSERT, UPDATE"),
        RunSQL(CONNECTED, "DROP FUNCTION access_connected()"),
    ]
