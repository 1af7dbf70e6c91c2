"""What is inside a mail, an archive or a file is found by an index that begins with the parent; nobody asks for a type and a number.

An index that begins with the client, does not hold the id, and is small because most of its entries are alike tempts the checks of foreign
keys, planned before the table was analysed, to read the whole client for every row.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0009_decided")]

    operations = [
        migrations.RemoveIndex("document", "documents_document_number"),
        migrations.RemoveIndex("document", "documents_document_parent"),
        migrations.AddIndex("document", models.Index(fields=["parent_id", "client_id"], name="documents_document_parent")),
    ]
