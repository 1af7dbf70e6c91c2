"""Planned entries may stand in a ledger of their own: what tax depreciates beyond the books."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounting", "0009_oss_supplied")]

    operations = [
        migrations.AddField(model_name="planned", name="ledger", field=models.TextField(db_default="main", default="main")),
    ]
