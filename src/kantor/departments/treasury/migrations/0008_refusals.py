"""Why a bank refused a payment is kept with it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("treasury", "0007_rematching")]

    operations = [migrations.AddField("payment", "returned_reason", models.TextField(blank=True, default="", db_default=""))]
