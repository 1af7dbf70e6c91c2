"""A matter that was handed to a department is seen by that department, beside the mail room and the auditor, and personal post by nobody else.

What nobody can read without a key stays with the mail room. Matters are few beside what else a house has; they are found by their type.
"""

from django.db import migrations

# The owner of the tables, who migrates, is bound by row-level security as well; it is not forced for as long as the statements run.
TABLES = ("documents_document", "documents_reading")
HANDED = """
    UPDATE documents_document d SET seen_by = d.type || '.see.' || CASE
        WHEN r.content -> 'values' -> 'department' ->> 0 = ANY(
            ARRAY['payables', 'receivables', 'purchasing', 'orders', 'people', 'accounting'])
        THEN r.content -> 'values' -> 'department' ->> 0 ELSE 'correspondence' END
    FROM documents_reading r
    WHERE d.type = 'correspondence.matter' AND r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version
"""
PRIVATE = """
    WITH RECURSIVE personal AS (
        SELECT l.id, l.client_id, l.parent_id FROM documents_document d
        JOIN documents_reading r ON r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version
        JOIN documents_document l ON l.client_id = d.client_id AND (l.id = d.id OR l.id::text = r.content -> 'values' -> 'incoming' ->> 0)
        WHERE d.type IN ('correspondence.incoming', 'correspondence.matter') AND (
            r.content -> 'values' -> 'kind' ->> 0 = ANY(ARRAY['application', 'payroll'])
            OR r.content -> 'values' -> 'department' ->> 0 = 'people')
    ), above AS (
        SELECT p.parent_id AS id, p.client_id FROM personal p WHERE p.parent_id IS NOT NULL
        UNION
        SELECT d.parent_id, d.client_id FROM documents_document d JOIN above a ON d.client_id = a.client_id AND d.id = a.id
        WHERE d.parent_id IS NOT NULL
    ), private AS (
        SELECT id, client_id FROM above
        UNION SELECT d.id, d.client_id FROM above a JOIN documents_document d ON d.client_id = a.client_id AND d.parent_id = a.id
    )
    UPDATE documents_document d SET seen_by = 'correspondence.incoming.see'
    FROM private p WHERE d.client_id = p.client_id AND d.id = p.id AND d.type = ''
"""


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0004_proof"), ("documents", "0025_audience")]

    operations = [
        migrations.RunSQL(
            [
                *(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY" for table in TABLES),
                HANDED,
                PRIVATE,
                *(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY" for table in TABLES),
            ],
            migrations.RunSQL.noop,
        )
    ]
