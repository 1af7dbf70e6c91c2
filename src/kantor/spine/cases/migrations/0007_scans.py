"""A scan whose pages wait to be read was not left lying."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("kantor.spine.cases.migrations.0005_resting_letters").WAITING
WAITING = BEFORE.replace(
    """SELECT received_at AS due_at FROM documents_document
            WHERE client_id = c.id AND state = 'received' AND received_at <= received_before LIMIT most""",
    """SELECT d.received_at AS due_at FROM documents_document d
            WHERE d.client_id = c.id AND d.state = 'received' AND d.received_at <= received_before AND NOT EXISTS (
                SELECT FROM documents_sheet s WHERE s.client_id = c.id AND s.original_id = d.original_id AND s.read_at IS NULL
            ) LIMIT most""",
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_counting"), ("documents", "0020_sheets")]

    operations = [migrations.RunSQL(WAITING, BEFORE)]
