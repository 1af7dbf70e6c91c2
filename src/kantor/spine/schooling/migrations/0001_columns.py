"""The tables of models and trainings, each client's own."""

from django.db import migrations, models

from kantor.kit.rows import AppendOnly, AppRights, ClientKey, ClientReference, ClientRows


class Migration(migrations.Migration):
    initial = True

    dependencies = [("documents", "0023_examples")]

    operations = [
        migrations.CreateModel(
            name="Model",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("version", models.TextField(help_text="begin of the SHA-256 of its content, as readings name it")),
                ("content", models.BinaryField(help_text="compressed JSON, encrypted with a key derived from the client's")),
                ("documents", models.IntegerField(help_text="confirmed papers that it was grown from")),
                ("newest_document_id", models.BigIntegerField(help_text="the newest of them")),
                ("report", models.JSONField(help_text="what it read on papers held out, and what the model in use read on the same")),
                ("outcome", models.TextField(help_text="taken, or why not: not_better, worse_elsewhere, passes_wrong")),
                ("made_at", models.DateTimeField()),
                ("asked_by", models.IntegerField(null=True)),
            ],
            options={"db_table": "schooling_model"},
        ),
        migrations.CreateModel(
            name="Use",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("model_id", models.BigIntegerField(null=True)),
                ("person_id", models.IntegerField(null=True, help_text="who chose it; null: its training")),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "schooling_use",
                "indexes": [models.Index(fields=["client_id", "id"], name="schooling_use_newest")],
            },
        ),
        migrations.CreateModel(
            name="Training",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.IntegerField(null=True)),
                ("taken_until", models.DateTimeField(null=True, help_text="somebody is at it; later than that, somebody was ended over it")),
                ("tries", models.SmallIntegerField(default=0, db_default=0)),
                ("done", models.IntegerField(default=0, db_default=0, help_text="papers that were read for it so far")),
                ("documents", models.IntegerField(default=0, db_default=0)),
                ("ended_at", models.DateTimeField(null=True)),
                ("outcome", models.TextField(blank=True, default="", db_default="")),
            ],
            options={
                "db_table": "schooling_training",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)), fields=("client_id",), name="schooling_training_open"
                    )
                ],
            },
        ),
        *(ClientRows(table) for table in ("schooling_model", "schooling_use", "schooling_training")),
        ClientKey("schooling_model"),
        ClientReference("schooling_use", "model_id", "schooling_model"),
        AppendOnly("schooling_model"),
        AppendOnly("schooling_use"),
        AppRights("schooling_training", "SELECT, INSERT, UPDATE"),
    ]
