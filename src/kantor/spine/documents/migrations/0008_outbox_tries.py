"""What cannot leave the house keeps its reason, and is tried again after growing pauses before somebody must look."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0007_deputies")]

    operations = [
        migrations.AddField(
            "outbox", "reason", models.TextField(blank=True, default="", db_default="", help_text="why it could not leave, the last time")
        ),
        migrations.AddField(
            "outbox", "tries", models.SmallIntegerField(default=0, db_default=0, help_text="how often it could not leave, in a row")
        ),
        migrations.AddField("outbox", "next_try_at", models.DateTimeField(null=True, help_text="it rests until then")),
    ]
