"""What people taught the house by correcting it."""

from django.db import migrations, models

from kantor.kit.rows import AppendOnly, ClientReference, ClientRows


class Migration(migrations.Migration):
    dependencies = [("documents", "0005_arrivals")]

    operations = [
        migrations.CreateModel(
            name="Lesson",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("document_id", models.BigIntegerField()),
                ("type", models.TextField()),
                ("scope", models.TextField(help_text="whose habit it is: party:17, or name:papier gmbh")),
                ("about", models.TextField(help_text="what it is about: account:copy paper, or account: for all else of the scope")),
                ("value", models.TextField()),
                ("person_id", models.IntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "documents_lesson",
                "indexes": [models.Index(fields=["client_id", "scope", "type", "id"], name="documents_lesson_scope")],
            },
        ),
        ClientRows("documents_lesson"),
        ClientReference("documents_lesson", "document_id", "documents_document"),
        AppendOnly("documents_lesson"),
    ]
