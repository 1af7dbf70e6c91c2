"""What the database itself refuses for facts that can run out: other clients' rows, changed claims, more than there is."""

from django.db import migrations

from kantor.kit.rows import FOR_EACH_GRANTEE, AppendOnly, AppRights, ClientReference, ClientRows


class Migration(migrations.Migration):
    dependencies = [("facts", "0001_columns"), ("documents", "0002_guard")]
    operations = [
        ClientRows("facts_capacity"),
        ClientRows("facts_claim"),
        ClientReference("facts_claim", "document_id", "documents_document"),
        AppendOnly("facts_claim"),
        AppRights("facts_capacity", "SELECT, INSERT"),
        migrations.RunSQL(
            [
                FOR_EACH_GRANTEE.format(
                    table="facts_capacity", statement="GRANT UPDATE (total, claimed) ON facts_capacity TO %s"
                ),
                "ALTER TABLE facts_capacity SET (fillfactor = 50)",
            ],
            ["ALTER TABLE facts_capacity RESET (fillfactor)"],
        ),
    ]
