"""Open items are found by their number and by their amount, as the lines of a bank statement name them. The indexes begin with that and not
with the client, so that no plan made while the table was empty takes them for something else."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_locks")]

    operations = [
        migrations.AddIndex("openitem", models.Index(fields=["reference", "client_id"], name="ledger_open_item_reference")),
        migrations.AddIndex(
            "openitem",
            models.Index(fields=["open", "client_id"], name="ledger_open_item_open", condition=~models.Q(open=0)),
        ),
    ]
