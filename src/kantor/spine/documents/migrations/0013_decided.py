"""The index of a client's last decisions serves only those who ask for a moment.

Every decision has one; but as long as nobody asks for it the planner does not consider the index, which begins with the client and so
tempts whoever looks for the decisions of one document, planned before the table was analysed, to read all of the client's.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0012_parties")]

    operations = [
        migrations.RemoveIndex(model_name="decision", name="documents_decision_client_at"),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["client_id", "at"], name="documents_decision_client_at", condition=models.Q(at__isnull=False)),
        ),
    ]
