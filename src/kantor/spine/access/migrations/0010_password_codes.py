"""Codes by which people choose a password of their own."""

from django.db import migrations, models
from django.db.migrations import RunSQL

from kantor.kit.rows import AppRights


class Migration(migrations.Migration):
    dependencies = [("access", "0009_links")]

    operations = [
        migrations.CreateModel(
            name="PasswordCode",
            fields=[
                ("person_id", models.IntegerField(primary_key=True, serialize=False)),
                ("hash", models.BinaryField(help_text="SHA-256 of the code, which holds 118 random bits")),
                ("made_at", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
            ],
            options={"db_table": "access_password_code"},
        ),
        RunSQL(
            "ALTER TABLE access_password_code ADD CONSTRAINT access_password_code_person_id_fkey"
            " FOREIGN KEY (person_id) REFERENCES access_person (id), ADD CHECK (octet_length(hash) = 32)",
            "ALTER TABLE access_password_code DROP CONSTRAINT access_password_code_person_id_fkey",
        ),
        AppRights("access_password_code", "SELECT, INSERT, UPDATE, DELETE"),
    ]
