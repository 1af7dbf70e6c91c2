"""What came in today is counted from an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_number_key")]

    operations = [
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["client_id", "received_at"], name="documents_document_received"),
        )
    ]
