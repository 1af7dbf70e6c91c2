"""How long before a direct debit the customer is told of it: fourteen days, or fewer where the mandate says so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("treasury", "0015_rates")]

    operations = [migrations.AddField("mandate", "notice_days", models.SmallIntegerField(db_default=14, default=14))]
