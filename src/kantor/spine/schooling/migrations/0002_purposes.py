"""Classifiers of papers and mails are kept as models beside the one that reads fields, each gone back from by itself."""

from django.db import migrations, models

PURPOSE = "what it does: fields (reads them), kinds (of papers), mails (sorts them)"


class Migration(migrations.Migration):
    dependencies = [("schooling", "0001_columns")]

    operations = [
        migrations.AddField("model", "purpose", models.TextField(default="fields", db_default="fields", help_text=PURPOSE)),
        migrations.AddField("use", "purpose", models.TextField(default="fields", db_default="fields", help_text=PURPOSE)),
    ]
