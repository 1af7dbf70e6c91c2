"""What the database itself refuses about statements: other clients' rows, and lines of documents that the client does not have."""

from django.db import migrations

from kantor.kit.rows import ClientKey, ClientReference, ClientRows


class Migration(migrations.Migration):
    dependencies = [("treasury", "0004_statements"), ("documents", "0002_guard")]

    operations = [
        ClientRows("treasury_statement"),
        ClientRows("treasury_statement_line"),
        ClientKey("treasury_statement_line"),
        ClientReference("treasury_statement", "document_id", "documents_document"),
        ClientReference("treasury_statement_line", "document_id", "documents_document"),
        ClientReference("treasury_statement_line", "cleared_by", "documents_document"),
        ClientReference("treasury_payment", "seen_by", "documents_document"),
    ]
