"""Queues are counted by skipping through an index of what waits."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_resting_letters")]

    operations = [
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                fields=["role", "client_id", "type", "step", "state", "due_at"],
                name="cases_task_queue",
                condition=models.Q(("state", "done"), _negated=True),
            ),
        )
    ]
