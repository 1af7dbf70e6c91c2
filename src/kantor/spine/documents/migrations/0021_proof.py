"""The proof that something left: what the server that took it answered."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0020_sheets")]

    operations = [
        migrations.AddField(
            "outbox", "proof", models.JSONField(null=True, help_text="the answer of the server that took it, and the Message-ID")
        ),
    ]
