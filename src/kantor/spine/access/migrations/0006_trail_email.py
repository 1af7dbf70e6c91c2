"""Where the heads of a client's audit trail are mailed to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0005_tokens")]

    operations = [
        migrations.AddField(
            model_name="client",
            name="trail_email",
            field=models.EmailField(
                blank=True, db_default="", default="", help_text="where heads of its audit trail are mailed to", max_length=254
            ),
        ),
    ]
