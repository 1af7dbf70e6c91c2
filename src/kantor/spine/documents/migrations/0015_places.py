"""Originals that earlier versions kept each in a file of its own get places like all others: the whole of that file.

The rows are append-only, and the owner of the tables, who migrates, is bound by row-level security: both rest for the one statement.
"""

from django.db import migrations

STATEMENTS = [
    "ALTER TABLE documents_original NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE documents_original DISABLE TRIGGER refuse_change",
    "UPDATE documents_original SET stored_as = stored_as || '#0+' || size_bytes WHERE stored_as !~ '#[0-9]+[+][0-9]+(@1)?$'",
    "ALTER TABLE documents_original ENABLE TRIGGER refuse_change",
    "ALTER TABLE documents_original FORCE ROW LEVEL SECURITY",
]


class Migration(migrations.Migration):
    dependencies = [("documents", "0014_keys")]

    operations = [migrations.RunSQL(STATEMENTS, migrations.RunSQL.noop)]
