"""Keys of what is written about confidential documents."""

from django.db import migrations, models

from kantor.kit.rows import AppRights, ClientReference, ClientRows


class Migration(migrations.Migration):
    dependencies = [("documents", "0016_succession")]

    operations = [
        migrations.CreateModel(
            name="ReadingKey",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("document_id", models.BigIntegerField()),
                ("wrapped", models.BinaryField()),
            ],
            options={
                "db_table": "documents_reading_key",
                "constraints": [models.UniqueConstraint(fields=("client_id", "document_id"), name="documents_reading_key_document")],
            },
        ),
        ClientRows("documents_reading_key"),
        ClientReference("documents_reading_key", "document_id", "documents_document"),
        AppRights("documents_reading_key", "SELECT, INSERT, UPDATE"),
    ]
