"""Deliveries about one document go out in turn, and go when they were kept long enough."""

from django.db import migrations, models
from django.db.migrations import RunSQL

WAITING = models.Q(("state", "waiting"))
# The owner of the table changes rows of every client here, which forced row-level security would hide from it.
FILL = [
    "ALTER TABLE hooks_delivery NO FORCE ROW LEVEL SECURITY",
    "UPDATE hooks_delivery SET document_id = (content -> 'data' ->> 'document')::bigint WHERE state = 'waiting'",
    "ALTER TABLE hooks_delivery FORCE ROW LEVEL SECURITY",
]


class Migration(migrations.Migration):
    dependencies = [("hooks", "0002_keys")]

    operations = [
        migrations.AddField(
            "delivery",
            "document_id",
            models.BigIntegerField(help_text="of which the record is; those of one document go out in turn", null=True),
        ),
        RunSQL(FILL, RunSQL.noop),
        migrations.AddIndex(
            "delivery",
            models.Index(condition=WAITING, fields=["subscription_id", "document_id", "id"], name="hooks_delivery_in_turn"),
        ),
        migrations.AddIndex("delivery", models.Index(fields=["client_id", "created_at"], name="hooks_delivery_created")),
    ]
