"""What stands in a ledger beside the main one is found without reading the whole journal for it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0012_settled_behind")]

    operations = [
        migrations.AddIndex(
            "entry",
            models.Index(fields=["client_id", "booked_on", "id"], name="ledger_entry_beside", condition=~models.Q(ledger="main")),
        )
    ]
