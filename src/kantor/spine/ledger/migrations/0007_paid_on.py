"""From when the money of a settlement is there: a bank statement may show in one document what was paid on many days."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0006_references")]

    operations = [migrations.AddField("settlement", "paid_on", models.DateField(null=True))]
