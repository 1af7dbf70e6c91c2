"""Keys for programs, each of a person."""

import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.migrations import RunSQL

from kantor.kit.rows import AppRights


class Migration(migrations.Migration):
    dependencies = [("access", "0004_codes")]

    operations = [
        migrations.CreateModel(
            name="Token",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                ("person_id", models.IntegerField()),
                ("name", models.TextField(help_text="what the program is, as its person calls it")),
                ("hash", models.BinaryField(help_text="SHA-256 of the secret, which nobody keeps but the program", unique=True)),
                (
                    "permissions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), help_text="{*}: whatever the person may", size=None
                    ),
                ),
                (
                    "clients",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), help_text="{}: all for which the person works", size=None
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("last_used_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "access_token",
                "indexes": [models.Index(fields=["person_id", "id"], name="access_token_person")],
                "constraints": [
                    models.CheckConstraint(name="access_token_expires_later", condition=models.Q(("expires_at__gt", models.F("created_at"))))
                ],
            },
        ),
        RunSQL(
            "ALTER TABLE access_token ADD CONSTRAINT access_token_person_id_fkey FOREIGN KEY (person_id) REFERENCES access_person (id)",
            "ALTER TABLE access_token DROP CONSTRAINT access_token_person_id_fkey",
        ),
        RunSQL("ALTER TABLE access_token ADD CHECK (octet_length(hash) = 32)", RunSQL.noop),
        AppRights("access_token", "SELECT, INSERT, UPDATE"),
    ]
