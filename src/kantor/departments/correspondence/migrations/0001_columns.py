"""Tables of correspondence."""

from django.db import migrations, models

ID = ("id", models.BigAutoField(primary_key=True, serialize=False))
CLIENT = ("client_id", models.IntegerField())
EMPTY = {"blank": True, "default": ""}


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Counter",
            fields=[
                ID,
                CLIENT,
                ("direction", models.TextField()),
                ("year", models.IntegerField()),
                ("last", models.BigIntegerField()),
            ],
            options={
                "db_table": "correspondence_counter",
                "constraints": [models.UniqueConstraint(fields=("client_id", "direction", "year"), name="correspondence_counter_one")],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ID,
                CLIENT,
                ("direction", models.TextField(help_text="in, out")),
                ("year", models.IntegerField()),
                ("number", models.BigIntegerField()),
                ("document_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("way", models.TextField()),
                *((name, models.TextField(**EMPTY)) for name in ("kind", "name", "email", "subject", "language")),
                ("party_id", models.BigIntegerField(null=True)),
                *((name, models.TextField(**EMPTY)) for name in ("department", "person")),
                ("due_on", models.DateField(null=True)),
                ("state", models.TextField(default="open", help_text="open, answered, complaint, closed, filed, sent")),
                ("thread", models.TextField()),
                *((name, models.TextField(**EMPTY)) for name in ("message_id", "outbox_key")),
            ],
            options={
                "db_table": "correspondence_entry",
                "constraints": [
                    models.UniqueConstraint(fields=("client_id", "direction", "year", "number"), name="correspondence_entry_number")
                ],
                "indexes": [
                    models.Index(fields=["client_id", "direction", "id"], name="correspondence_entry_list"),
                    models.Index(fields=["client_id", "document_id"], name="correspondence_entry_document"),
                    models.Index(fields=["message_id", "client_id"], name="correspondence_entry_message"),
                    models.Index(fields=["thread", "client_id"], name="correspondence_entry_thread"),
                    models.Index(fields=["email", "client_id"], name="correspondence_entry_email"),
                ],
            },
        ),
    ]
