"""Which pages of which originals are a document's own, and what people did with them."""

from django.db import migrations, models

from kantor.kit.rows import AppRights, ClientReference, ClientRows

BELONGS = models.Q(document_id__isnull=False, place__gt=0, left_out="") | models.Q(
    document_id__isnull=True, place=0, left_out__in=("separator", "blank", "left_out")
)


class Migration(migrations.Migration):
    dependencies = [("documents", "0021_proof")]

    operations = [
        migrations.CreateModel(
            name="Leaf",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("original_id", models.BigIntegerField()),
                ("number", models.IntegerField(help_text="of the page in its original, from 1")),
                ("document_id", models.BigIntegerField(null=True)),
                ("place", models.IntegerField(default=0, help_text="of the page in its document, from 1; 0 where it belongs to none")),
                (
                    "turned",
                    models.SmallIntegerField(
                        default=0, help_text="by how many degrees clockwise it is turned beyond what its reading says"
                    ),
                ),
                (
                    "left_out",
                    models.TextField(
                        blank=True, default="", help_text="why it belongs to no document: separator, blank, left_out"
                    ),
                ),
            ],
            options={
                "db_table": "documents_leaf",
                "constraints": [
                    models.UniqueConstraint(fields=("client_id", "original_id", "number"), name="documents_leaf_page"),
                    models.UniqueConstraint(
                        fields=("document_id", "place", "client_id"),
                        name="documents_leaf_place",
                        deferrable=models.Deferrable.IMMEDIATE,
                    ),
                    models.CheckConstraint(condition=BELONGS, name="documents_leaf_belongs"),
                    models.CheckConstraint(
                        condition=models.Q(turned__in=(0, 90, 180, 270)), name="documents_leaf_turned"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Arrangement",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("document_id", models.BigIntegerField(help_text="at whose page it was done")),
                ("kind", models.TextField(help_text="cut, join, move, turn, leave_out, take_in")),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                ("person_id", models.IntegerField()),
                ("at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "documents_arrangement",
                "indexes": [models.Index(fields=["client_id", "document_id"], name="documents_arrangement_of")],
            },
        ),
        ClientRows("documents_leaf"),
        ClientReference("documents_leaf", "original_id", "documents_original"),
        ClientReference("documents_leaf", "document_id", "documents_document"),
        AppRights("documents_leaf", "SELECT, INSERT, UPDATE"),
        ClientRows("documents_arrangement"),
        ClientReference("documents_arrangement", "document_id", "documents_document"),
        AppRights("documents_arrangement", "SELECT, INSERT, UPDATE"),
    ]
