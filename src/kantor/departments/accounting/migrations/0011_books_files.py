"""Files of the books that somebody asked for, made by a worker, and kept in pieces for some days."""

from django.db import migrations, models

from kantor.kit.rows import AppRights, ClientKey, ClientReference, ClientRows


class Migration(migrations.Migration):
    dependencies = [("accounting", "0010_tax_plans")]

    operations = [
        migrations.CreateModel(
            name="BooksFile",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("kind", models.TextField()),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("adviser", models.IntegerField(null=True)),
                ("client_number", models.IntegerField(null=True)),
                ("asked_by", models.IntegerField()),
                ("asked_at", models.DateTimeField()),
                ("taken_until", models.DateTimeField(null=True)),
                ("tries", models.SmallIntegerField(default=0, db_default=0)),
                ("rows", models.BigIntegerField(default=0, db_default=0)),
                ("documents", models.BigIntegerField(default=0, db_default=0)),
                ("ended_at", models.DateTimeField(null=True)),
                ("outcome", models.TextField(blank=True, default="", db_default="")),
                ("size", models.BigIntegerField(default=0, db_default=0)),
                ("sha256", models.TextField(blank=True, default="", db_default="")),
                ("gone_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "accounting_books_file",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["client_id", "asked_by"],
                        name="accounting_books_file_open",
                        condition=models.Q(ended_at__isnull=True),
                    )
                ],
            },
        ),
        ClientRows("accounting_books_file"),
        ClientKey("accounting_books_file"),
        AppRights("accounting_books_file", "SELECT, INSERT, UPDATE"),
        migrations.CreateModel(
            name="BooksPiece",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("file_id", models.BigIntegerField()),
                ("number", models.IntegerField()),
                ("content", models.BinaryField()),
            ],
            options={
                "db_table": "accounting_books_piece",
                "constraints": [
                    models.UniqueConstraint(fields=["client_id", "file_id", "number"], name="accounting_books_piece_number")
                ],
            },
        ),
        ClientRows("accounting_books_piece"),
        ClientReference("accounting_books_piece", "file_id", "accounting_books_file"),
        AppRights("accounting_books_piece", "SELECT, INSERT, DELETE"),
    ]
