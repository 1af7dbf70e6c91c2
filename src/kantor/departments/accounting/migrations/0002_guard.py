"""What the database itself refuses about plans: other clients' rows, and entries of no document of the client."""

from django.db import migrations

from kantor.kit.rows import ClientKey, ClientReference, ClientRows


class Migration(migrations.Migration):
    dependencies = [("accounting", "0001_columns"), ("documents", "0002_guard")]

    operations = [
        ClientRows("accounting_planned"),
        ClientKey("accounting_planned"),
        ClientReference("accounting_planned", "document_id", "documents_document"),
        ClientReference("accounting_planned", "filed_id", "documents_document"),
    ]
