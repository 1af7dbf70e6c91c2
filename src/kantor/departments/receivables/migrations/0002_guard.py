"""What the database itself refuses about dunning: other clients' rows, and what belongs to no document of the client."""

from django.db import migrations

from kantor.kit.rows import ClientReference, ClientRows


class Migration(migrations.Migration):
    dependencies = [("receivables", "0001_columns"), ("documents", "0002_guard")]

    operations = [
        ClientRows("receivables_dunning"),
        ClientReference("receivables_dunning", "document_id", "documents_document"),
    ]
