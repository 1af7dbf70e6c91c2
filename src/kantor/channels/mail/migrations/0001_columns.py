"""Tables of mailboxes; clients kept apart as everywhere."""

from django.db import migrations, models
from django.db.migrations import RunSQL

from kantor.kit.rows import ClientKey, ClientReference, ClientRows

TABLES = ("mail_mailbox", "mail_fetched", "mail_release")


def reference(table: str) -> RunSQL:
    name = f"{table}_client_id_fkey"
    return RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (client_id) REFERENCES access_client (id)",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    initial = True
    dependencies = [("access", "0005_tokens"), ("documents", "0002_guard")]

    operations = [
        migrations.CreateModel(
            name="Mailbox",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("name", models.TextField()),
                ("host", models.TextField()),
                ("port", models.IntegerField()),
                ("security", models.TextField(default="tls")),
                ("login", models.TextField()),
                ("kept_in", models.TextField()),
                ("folder", models.TextField(default="INBOX")),
                ("done_folder", models.TextField(blank=True, default="")),
                ("address", models.TextField(blank=True, default="", help_text="that answers come from")),
                ("ca_file", models.TextField(blank=True, default="", help_text="PEM with the authority of a server of one's own")),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("next_at", models.DateTimeField(help_text="it is looked into from then on")),
                ("checked_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True, default="", help_text="why it could not be looked into, the last time")),
                ("tries", models.SmallIntegerField(default=0)),
                ("watched_until", models.DateTimeField(null=True, help_text="a worker listens for new mail until then")),
            ],
            options={
                "db_table": "mail_mailbox",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("client_id", "name"), name="mail_mailbox_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kept_in__startswith", "env:"), ("kept_in__startswith", "file:"), _connector="OR"),
                        name="mail_mailbox_secret_elsewhere",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Fetched",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("mailbox_id", models.BigIntegerField()),
                ("validity", models.BigIntegerField()),
                ("uid", models.BigIntegerField()),
                ("outcome", models.TextField(help_text="taken, quarantined, refused")),
                ("reason", models.TextField(blank=True, default="")),
                ("fetched_at", models.DateTimeField()),
                ("moved_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "mail_fetched",
                "constraints": [
                    models.UniqueConstraint(fields=("client_id", "mailbox_id", "validity", "uid"), name="mail_fetched_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("document_id", models.BigIntegerField()),
                ("released_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "mail_release",
                "constraints": [models.UniqueConstraint(fields=("client_id", "document_id"), name="mail_release_once")],
                "indexes": [models.Index(condition=models.Q(("done_at", None)), fields=["client_id", "id"], name="mail_release_waiting")],
            },
        ),
        *(ClientRows(table) for table in TABLES),
        ClientKey("mail_mailbox"),
        ClientReference("mail_fetched", "mailbox_id", "mail_mailbox"),
        ClientReference("mail_release", "document_id", "documents_document"),
        *(reference(table) for table in TABLES),
    ]
