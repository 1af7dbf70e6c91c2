"""What the database itself refuses about the registers: other clients' rows, and lines without a document of the client."""

from django.db import migrations

from kantor.kit.rows import ClientKey, ClientReference, ClientRows


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0001_columns"), ("documents", "0002_guard")]

    operations = [
        ClientRows("correspondence_counter"),
        ClientRows("correspondence_entry"),
        ClientKey("correspondence_entry"),
        ClientReference("correspondence_entry", "document_id", "documents_document"),
    ]
