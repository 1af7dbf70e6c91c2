"""What was decided today is found by the block: decisions are only ever appended, so that blocks are in the order of time, and an index
by block costs next to nothing when they are written."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("documents", "0008_outbox_tries")]

    operations = [
        migrations.AddIndex(model_name="decision", index=BrinIndex(fields=["at"], name="documents_decision_at", autosummarize=True)),
    ]
