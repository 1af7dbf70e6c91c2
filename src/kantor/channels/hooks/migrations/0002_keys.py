"""A webhook knows the key with which it was made, and why it ended."""

from django.db import migrations, models
from django.db.migrations import RunSQL


class Migration(migrations.Migration):
    dependencies = [("hooks", "0001_columns"), ("access", "0005_tokens")]

    operations = [
        migrations.AddField(
            "subscription", "token_id", models.IntegerField(null=True, help_text="the key it was made with and follows; none: made on the desk")
        ),
        migrations.AddField(
            "subscription", "ended_why", models.TextField(blank=True, default="", db_default="", help_text="key of a sentence, or what the program answered")
        ),
        RunSQL(
            "ALTER TABLE hooks_subscription ADD CONSTRAINT hooks_subscription_token_id_fkey FOREIGN KEY (token_id) REFERENCES access_token (id)",
            "ALTER TABLE hooks_subscription DROP CONSTRAINT hooks_subscription_token_id_fkey",
        ),
    ]
