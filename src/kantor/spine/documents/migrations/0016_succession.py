"""Which redacted document took the place of which; added once, never changed."""

from django.db import migrations, models

from kantor.kit.rows import AppendOnly, ClientReference, ClientRows


class Migration(migrations.Migration):
    dependencies = [("documents", "0015_places")]

    operations = [
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("document_id", models.BigIntegerField()),
                ("successor_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "documents_succession",
                "constraints": [models.UniqueConstraint(fields=("client_id", "document_id"), name="documents_succession_one")],
            },
        ),
        ClientRows("documents_succession"),
        AppendOnly("documents_succession"),
        ClientReference("documents_succession", "document_id", "documents_document"),
        ClientReference("documents_succession", "successor_id", "documents_document"),
    ]
