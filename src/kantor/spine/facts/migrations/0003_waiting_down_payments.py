"""Finds the down payments that are not wholly taken off yet without reading those that are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("facts", "0002_guard")]
    operations = [
        migrations.AddIndex(
            model_name="capacity",
            index=models.Index(
                fields=["client_id", "key"],
                name="facts_capacity_down_payments",
                condition=models.Q(what="customer_invoice.taken_off", claimed__lt=models.F("total")),
            ),
        ),
    ]
