"""Subscriptions and deliveries of webhooks; clients kept apart as everywhere."""

import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.migrations import RunSQL

from kantor.kit.rows import ClientKey, ClientReference, ClientRows

TABLES = ("hooks_subscription", "hooks_delivery")


def reference(table: str, column: str, to_table: str) -> RunSQL:
    name = f"{table}_{column}_fkey"
    return RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({column}) REFERENCES {to_table} (id)",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    initial = True
    dependencies = [("access", "0005_tokens"), ("trail", "0002_guard")]

    operations = [
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("person_id", models.IntegerField()),
                ("url", models.TextField()),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), help_text="document.received, document.*, or *", size=None
                    ),
                ),
                ("secret", models.BinaryField(help_text="signs what is sent; encrypted with the house's key")),
                ("created_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("seen_transaction", models.BigIntegerField(help_text="with seen_record: how far in the audit trail it has come")),
                ("seen_record", models.BigIntegerField()),
            ],
            options={
                "db_table": "hooks_subscription",
                "indexes": [
                    models.Index(condition=models.Q(("ended_at", None)), fields=["client_id"], name="hooks_subscription_standing")
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("subscription_id", models.BigIntegerField()),
                ("record_id", models.BigIntegerField()),
                ("kind", models.TextField()),
                ("content", models.JSONField(help_text="the message, without what signs it")),
                ("state", models.TextField(default="waiting", help_text="waiting, sent, failed")),
                ("tries", models.SmallIntegerField(default=0)),
                ("next_try_at", models.DateTimeField(null=True)),
                ("status", models.SmallIntegerField(help_text="what the program answered, the last time", null=True)),
                ("reason", models.TextField(blank=True, default="")),
                ("created_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "hooks_delivery",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")), fields=["client_id", "next_try_at"], name="hooks_delivery_waiting"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("client_id", "subscription_id", "record_id"), name="hooks_delivery_once")
                ],
            },
        ),
        *(ClientRows(table) for table in TABLES),
        ClientKey("hooks_subscription"),
        ClientReference("hooks_delivery", "subscription_id", "hooks_subscription"),
        *(reference(table, "client_id", "access_client") for table in TABLES),
        reference("hooks_subscription", "person_id", "access_person"),
    ]
