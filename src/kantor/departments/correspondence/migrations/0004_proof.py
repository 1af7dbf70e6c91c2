"""A rule about a sender may ask for the word of the client's own mail server."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0003_sender_rules")]

    operations = [
        migrations.AddField(
            "senderrule",
            "needs_proof",
            models.BooleanField(default=False, db_default=False, help_text="it lets in only whom the client's own mail server vouches for"),
        ),
    ]
