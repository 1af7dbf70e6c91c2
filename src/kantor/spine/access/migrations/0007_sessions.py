"""Log-ins of people, found by a hash of their cookie; those in the table before are given up, people log in again.

The table before, `django_session`, stays for a release: web processes of 0.1 that are still there while they are replaced ask it.
"""

import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.migrations import RunSQL

from kantor.kit.rows import AppRights


class Migration(migrations.Migration):
    dependencies = [("access", "0006_trail_email")]

    operations = [
        migrations.CreateModel(
            name="Session",
            fields=[
                ("key_hash", models.TextField(help_text="SHA-256 of the cookie, in hexadecimal digits", primary_key=True, serialize=False)),
                ("data", models.TextField(help_text="what the session holds, signed")),
                ("person_id", models.IntegerField(help_text="who is logged in; NULL before somebody is", null=True)),
                ("address", models.TextField(default="", help_text="from which network address")),
                ("agent", models.TextField(default="", help_text="what the browser calls itself")),
                (
                    "proved_by",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, help_text="password, totp, passkey, recovery_code, oidc", size=None
                    ),
                ),
                ("began_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(help_text="last use by a person, to the minute")),
                ("ends_at", models.DateTimeField(db_index=True)),
            ],
            options={
                "db_table": "access_session",
                "indexes": [models.Index(fields=["person_id", "seen_at"], name="access_session_person")],
            },
        ),
        RunSQL(
            "ALTER TABLE access_session ADD CONSTRAINT access_session_person_id_fkey FOREIGN KEY (person_id) REFERENCES access_person (id)",
            "ALTER TABLE access_session DROP CONSTRAINT access_session_person_id_fkey",
        ),
        AppRights("access_session", "SELECT, INSERT, UPDATE, DELETE"),
    ]
