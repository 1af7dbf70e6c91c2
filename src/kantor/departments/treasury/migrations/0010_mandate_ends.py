"""Each ending of a mandate is a row of its own, so that one that is taken back leaves the end that held before.

Until now an ending overwrote the last day that the customer gave; it is taken from the mandate's own document again. The owner of the
tables, who migrates, is bound by row-level security as well; it is not forced for as long as the statements run.
"""

from django.db import migrations, models

from kantor.kit.rows import ClientReference, ClientRows

READ = ("treasury_mandate", "treasury_mandate_end", "documents_document", "documents_reading")
KEEP = """
INSERT INTO treasury_mandate_end (client_id, document_id, mandate_id, ends_on)
SELECT client_id, ended_by, id, ends_on FROM treasury_mandate WHERE ended_by IS NOT NULL
"""
GIVEN = """
UPDATE treasury_mandate m SET ends_on = CASE WHEN given.text ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' THEN given.text::date END
FROM documents_document d
JOIN documents_reading r ON r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version
CROSS JOIN LATERAL (SELECT r.content -> 'values' -> 'ends_on' ->> 0 AS text) given
WHERE m.ended_by IS NOT NULL AND d.client_id = m.client_id AND d.id = m.document_id
"""
STATEMENTS = [
    *(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY" for table in READ),
    KEEP,
    GIVEN,
    *(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY" for table in READ),
]


class Migration(migrations.Migration):
    dependencies = [("treasury", "0009_direct_debits"), ("documents", "0002_guard")]

    operations = [
        migrations.CreateModel(
            name="MandateEnd",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("document_id", models.BigIntegerField()),
                ("mandate_id", models.BigIntegerField()),
                ("ends_on", models.DateField()),
                ("reversed_by", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "treasury_mandate_end",
                "constraints": [models.UniqueConstraint(fields=["client_id", "document_id"], name="treasury_mandate_end_once")],
                "indexes": [models.Index(fields=["mandate_id", "client_id"], name="treasury_mandate_end_mandate")],
            },
        ),
        ClientRows("treasury_mandate_end"),
        ClientReference("treasury_mandate_end", "document_id", "documents_document"),
        ClientReference("treasury_mandate_end", "mandate_id", "treasury_mandate"),
        migrations.RunSQL(STATEMENTS, migrations.RunSQL.noop),
        migrations.RemoveField("mandate", "ended_by"),
    ]
