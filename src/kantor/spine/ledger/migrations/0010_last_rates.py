"""The newest open item in another currency is found at once: only what is worth another amount in the books stands in the index, so that
items in the currency of the books cost nothing more to enter."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0009_open_since")]

    operations = [
        migrations.AddIndex(
            "openitem",
            models.Index(
                fields=["client_id", "currency", "document_on", "id"],
                name="ledger_open_item_rate",
                condition=~models.Q(amount=models.F("local_amount")),
            ),
        ),
    ]
