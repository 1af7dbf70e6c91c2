"""Keys of originals: one of each client, never changed, and one of each original, which is destroyed when the original is erased."""

from django.db import migrations, models

from kantor.kit.rows import AppendOnly, AppRights, ClientReference, ClientRows


class Migration(migrations.Migration):
    dependencies = [("documents", "0013_decided")]

    operations = [
        migrations.CreateModel(
            name="ClientKey",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("wrapped", models.BinaryField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "db_table": "documents_client_key",
                "constraints": [models.UniqueConstraint(fields=["client_id"], name="documents_client_key_one")],
            },
        ),
        migrations.CreateModel(
            name="DataKey",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("original_id", models.BigIntegerField()),
                ("wrapped", models.BinaryField()),
            ],
            options={
                "db_table": "documents_data_key",
                "constraints": [models.UniqueConstraint(fields=["client_id", "original_id"], name="documents_data_key_original")],
            },
        ),
        ClientRows("documents_client_key"),
        ClientRows("documents_data_key"),
        AppendOnly("documents_client_key"),
        ClientReference("documents_data_key", "original_id", "documents_original"),
        AppRights("documents_data_key", "SELECT, INSERT, DELETE"),
    ]
