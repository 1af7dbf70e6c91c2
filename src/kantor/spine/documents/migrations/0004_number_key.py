"""Documents are found again by their number however it is written, and by amount and day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_search")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="number_key",
            field=models.TextField(
                blank=True, default="", help_text="the number without case and punctuation, for finding it again"
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["client_id", "party_id", "number_key"], name="documents_document_number_key"),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["client_id", "party_id", "amount", "document_on"], name="documents_document_amount"),
        ),
    ]
