"""What the database itself refuses about orders: other clients' rows, and lines that do not belong to a document of the client."""

from django.db import migrations

from kantor.kit.rows import ClientKey, ClientReference, ClientRows


class Migration(migrations.Migration):
    dependencies = [("purchasing", "0001_columns"), ("documents", "0002_guard")]

    operations = [
        ClientRows("purchasing_order_line"),
        ClientKey("purchasing_order_line"),
        ClientReference("purchasing_order_line", "document_id", "documents_document"),
    ]
