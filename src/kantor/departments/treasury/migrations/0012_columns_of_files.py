"""How the columns of a bank's CSV files are read is kept with the statement, for the next file that looks like it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("treasury", "0011_notices")]

    operations = [migrations.AddField("statement", "mapping", models.JSONField(default=dict, db_default={}))]
