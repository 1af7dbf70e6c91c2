"""The last decisions of a client are found without reading those of all others; by block alone, a busy day was read whole for each screen."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0010_parents")]

    operations = [
        migrations.RemoveIndex(model_name="decision", name="documents_decision_at"),
        migrations.AddIndex(model_name="decision", index=models.Index(fields=["client_id", "at"], name="documents_decision_client_at")),
    ]
