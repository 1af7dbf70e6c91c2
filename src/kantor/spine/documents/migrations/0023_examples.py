"""What people said that papers say: rows to learn from."""

import django.contrib.postgres.fields
from django.db import migrations, models

from kantor.kit.rows import ClientReference, ClientRows


class Migration(migrations.Migration):
    dependencies = [("documents", "0022_leaves")]

    operations = [
        migrations.CreateModel(
            name="Example",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("document_id", models.BigIntegerField()),
                ("type", models.TextField()),
                (
                    "senders",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        help_text="by what papers of this sender are known again, the surest first",
                        size=None,
                    ),
                ),
                ("fields", models.JSONField(help_text="address -> [value, page, box, what the machine had read, how sure it was]")),
                ("reader", models.TextField()),
                (
                    "shows",
                    models.BooleanField(
                        default=True, db_default=True, help_text="where its values stand helps with papers of the same sender"
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "documents_example",
                "constraints": [models.UniqueConstraint(fields=("client_id", "document_id"), name="documents_example_document")],
            },
        ),
        ClientRows("documents_example"),
        ClientReference("documents_example", "document_id", "documents_document"),
    ]
