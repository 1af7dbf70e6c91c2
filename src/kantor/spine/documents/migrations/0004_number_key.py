"""Documents are found again by their party's number however it is written, and by amount and day.

One text column a way, with an index that begins with it: on a table that was never analysed the planner takes any index that begins
with the client or the party for just as good, and reads the whole client.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_search")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="number_key",
            field=models.TextField(
                blank=True, default="", help_text="party and number without case and punctuation, for finding it again"
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="amount_key",
            field=models.TextField(blank=True, default="", help_text="party, amount, currency and day, for finding it again"),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["number_key", "client_id"], name="documents_document_number_key"),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["amount_key", "client_id"], name="documents_document_amount_key"),
        ),
    ]
