"""Answers kept under the callers' keys, and files handed in by the bundle; clients kept apart as everywhere."""

import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.migrations import RunSQL

from kantor.kit.rows import ClientKey, ClientReference, ClientRows

TABLES = ("api_answer", "api_bundle", "api_bundle_file")


def reference(table: str, column: str, to_table: str) -> RunSQL:
    name = f"{table}_{column}_fkey"
    return RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({column}) REFERENCES {to_table} (id)",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    initial = True
    dependencies = [("access", "0005_tokens")]

    operations = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("token_id", models.IntegerField()),
                ("key", models.TextField(help_text="the Idempotency-Key of the request")),
                ("asked", models.BinaryField(help_text="SHA-256 of what was asked")),
                ("status", models.SmallIntegerField()),
                ("headers", models.JSONField()),
                ("body", models.BinaryField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "api_answer",
                "indexes": [models.Index(fields=["client_id", "at"], name="api_answer_at")],
                "constraints": [models.UniqueConstraint(fields=("client_id", "token_id", "key"), name="api_answer_key")],
            },
        ),
        migrations.CreateModel(
            name="Bundle",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("token_id", models.IntegerField()),
                ("person_id", models.IntegerField()),
                (
                    "allowed",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), help_text="clients for which it may be", size=None
                    ),
                ),
                ("chosen", models.BooleanField()),
                ("created_at", models.DateTimeField()),
            ],
            options={"db_table": "api_bundle"},
        ),
        migrations.CreateModel(
            name="BundleFile",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("bundle_id", models.BigIntegerField()),
                ("number", models.IntegerField()),
                ("name", models.TextField()),
                ("data", models.BinaryField(null=True)),
                ("outcomes", models.JSONField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "api_bundle_file",
                "indexes": [models.Index(condition=models.Q(("done_at", None)), fields=["id"], name="api_bundle_file_waiting")],
                "constraints": [models.UniqueConstraint(fields=("client_id", "bundle_id", "number"), name="api_bundle_file_number")],
            },
        ),
        *(ClientRows(table) for table in TABLES),
        ClientKey("api_bundle"),
        ClientReference("api_bundle_file", "bundle_id", "api_bundle"),
        *(reference(table, "client_id", "access_client") for table in TABLES),
        *(reference(table, "token_id", "access_token") for table in TABLES[:2]),
    ]
