"""A document names a party of its own client, or none."""

from django.db import migrations

from kantor.kit.rows import ClientReference

# The owner of the tables, who migrates, is bound by row-level security as well; it is not forced for as long as the statement runs.
FORGET_WHAT_IS_NOBODY = [
    "ALTER TABLE documents_document NO FORCE ROW LEVEL SECURITY",
    """
    UPDATE documents_document d SET party_id = NULL
    WHERE d.party_id IS NOT NULL AND NOT EXISTS (SELECT FROM parties_party p WHERE p.client_id = d.client_id AND p.id = d.party_id)
    """,
    "ALTER TABLE documents_document FORCE ROW LEVEL SECURITY",
]


class Migration(migrations.Migration):
    dependencies = [("documents", "0011_decided_by_client"), ("parties", "0002_guard")]

    operations = [
        migrations.RunSQL(FORGET_WHAT_IS_NOBODY, migrations.RunSQL.noop),
        ClientReference("documents_document", "party_id", "parties_party"),
    ]
