"""Second factors of people: authenticator apps, passkeys, and codes for the day on which both are lost."""

from django.db import migrations, models
from django.db.migrations import RunSQL

from kantor.kit.rows import AppRights

TABLES = ("access_totp", "access_passkey", "access_recovery_code")


def of_person(table: str) -> RunSQL:
    name = f"{table}_person_id_fkey"
    return RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (person_id) REFERENCES access_person (id)",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [("access", "0007_sessions")]

    operations = [
        migrations.CreateModel(
            name="Totp",
            fields=[
                ("person_id", models.IntegerField(primary_key=True, serialize=False)),
                ("secret", models.BinaryField(help_text="encrypted for this person")),
                ("last_step", models.BigIntegerField(help_text="half minute of the last code that was used; none is used twice")),
                ("made_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField(null=True)),
            ],
            options={"db_table": "access_totp"},
        ),
        migrations.CreateModel(
            name="Passkey",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                ("person_id", models.IntegerField()),
                ("name", models.TextField(help_text="what its person calls it")),
                ("credential_id", models.BinaryField(unique=True)),
                ("credential", models.BinaryField(help_text="attested credential data of WebAuthn: ids and the public key")),
                ("sign_count", models.BigIntegerField(help_text="as it said last; 0 where it does not count")),
                ("made_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "access_passkey",
                "indexes": [models.Index(fields=["person_id", "id"], name="access_passkey_person")],
            },
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                ("person_id", models.IntegerField()),
                ("hash", models.BinaryField(help_text="SHA-256 of the code, which holds 120 random bits", unique=True)),
                ("made_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "access_recovery_code",
                "indexes": [models.Index(fields=["person_id", "id"], name="access_recovery_code_person")],
            },
        ),
        *(of_person(table) for table in TABLES),
        *(AppRights(table, "SELECT, INSERT, UPDATE, DELETE") for table in TABLES),
        RunSQL("ALTER TABLE access_recovery_code ADD CHECK (octet_length(hash) = 32)", RunSQL.noop),
    ]
