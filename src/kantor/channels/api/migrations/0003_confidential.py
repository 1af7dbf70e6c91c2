"""Bundles whose files are confidential."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("api", "0002_pace")]

    operations = [
        migrations.AddField(
            "bundle",
            "confidential",
            models.BooleanField(default=False, db_default=False, help_text="what is read in its files is kept encrypted"),
        ),
    ]
