"""At which rate an order in another currency counts against the budget: typed, or the last one known when it was placed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("purchasing", "0002_guard")]

    operations = [
        migrations.AddField("orderline", "exchange_rate", models.DecimalField(max_digits=30, decimal_places=15, null=True)),
    ]
