"""Which notices a statement used is found by an index when the statement is taken back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("treasury", "0013_reversal_indexes")]

    operations = [
        migrations.AddIndex(
            "notice",
            models.Index(fields=["used_by", "client_id"], name="treasury_notice_used", condition=models.Q(used_by__isnull=False)),
        )
    ]
