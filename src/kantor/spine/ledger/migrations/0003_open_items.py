"""The open items of a document are found by an index that begins with the document: one that begins with the client tempts the planner,
while the table is new to it, to read all open items of the client."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_guard")]

    operations = [
        migrations.RemoveIndex("openitem", "ledger_open_item_document"),
        migrations.AddIndex("openitem", models.Index(fields=["document_id", "client_id"], name="ledger_open_item_document")),
    ]
