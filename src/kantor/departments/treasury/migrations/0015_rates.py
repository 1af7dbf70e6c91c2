"""Statements in other currencies: the rate at which a line is booked, and what a payment put in transit in the currency of the books."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("treasury", "0014_notices_used")]

    operations = [
        migrations.AddField("payment", "local_amount", models.BigIntegerField(null=True)),
        migrations.AddField(
            "statementline", "exchange_rate", models.DecimalField(decimal_places=15, db_default=1, default=1, max_digits=30)
        ),
    ]
