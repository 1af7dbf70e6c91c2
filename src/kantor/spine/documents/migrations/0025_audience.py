"""Documents that not everybody with their type's right sees, kept from the others by the database, and listed from an index.

What was handed to a department before is shown to it alone from now on: each department says so in a migration of its own.
"""

from django.db import migrations, models

from kantor.kit.rows import NarrowReads


class Migration(migrations.Migration):
    dependencies = [("documents", "0024_sharing")]

    operations = [
        migrations.AddField(
            "document",
            "seen_by",
            models.TextField(
                blank=True,
                default="",
                db_default="",
                help_text="the permission without which nobody sees it; '' where that is its type's own",
            ),
        ),
        migrations.AddIndex(
            "document",
            models.Index(
                models.Case(models.When(seen_by="", then="type"), default="seen_by"),
                "client_id",
                "id",
                name="documents_document_seen_as",
            ),
        ),
        migrations.RemoveIndex("document", "documents_document_type"),
        # Counting what is in a state reads the index alone, so it holds what the policy asks for.
        migrations.RemoveIndex("document", "documents_document_state"),
        migrations.AddIndex(
            "document", models.Index(fields=["client_id", "state", "id"], include=["seen_by"], name="documents_document_state")
        ),
        NarrowReads("documents_document", column="seen_by"),
    ]
