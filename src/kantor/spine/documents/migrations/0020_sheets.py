"""Pages of scans: which wait to be read, and the words of those that were."""

from django.db import migrations, models

from kantor.kit.rows import AppRights, ClientReference, ClientRows, OwnerReads


class Migration(migrations.Migration):
    dependencies = [("documents", "0019_shared_originals")]

    operations = [
        migrations.CreateModel(
            name="Sheet",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("original_id", models.BigIntegerField()),
                ("number", models.IntegerField()),
                ("tries", models.SmallIntegerField(default=0, db_default=0)),
                ("taken_until", models.DateTimeField(null=True, help_text="somebody reads it; later than that, somebody was ended over it")),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "content",
                    models.BinaryField(null=True, help_text="the page with its words; null where it waits, or could not be read"),
                ),
                ("reason", models.TextField(blank=True, default="", db_default="", help_text="why it could not be read")),
            ],
            options={
                "db_table": "documents_sheet",
                "indexes": [
                    models.Index(condition=models.Q(("read_at__isnull", True)), fields=["client_id", "id"], name="documents_sheet_waiting")
                ],
                "constraints": [models.UniqueConstraint(fields=("original_id", "number", "client_id"), name="documents_sheet_page")],
            },
        ),
        ClientRows("documents_sheet"),
        ClientReference("documents_sheet", "original_id", "documents_original"),
        AppRights("documents_sheet", "SELECT, INSERT, UPDATE, DELETE"),
        OwnerReads("documents_sheet"),
    ]
