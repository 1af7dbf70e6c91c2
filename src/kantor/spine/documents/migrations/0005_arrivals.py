"""What came in today is counted from an index.

It begins with the moment: one more that begins with the client tempts the checks of foreign keys, planned on an empty table, to take it
and read the whole client for every row.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_number_key")]

    operations = [
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["received_at", "client_id"], name="documents_document_received"),
        )
    ]
