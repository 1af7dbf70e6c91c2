"""Open items that were booked before their means of payment was heeded are kept back, too: what was paid in cash or by card, and what the
supplier fetches, must not be sent as well.

Only what is still open, and what nobody has released; each of them leaves a record in the audit trail. The owner of the tables, who
migrates, is bound by row-level security as well; it is not forced for as long as the statement runs.
"""

from django.db import migrations

READ = ("ledger_open_item", "documents_document", "documents_reading", "trail_record")
# Codes of BT-81 (UNTDID 4461) and the sentences of payables, as they were when this was written.
HOLD = """
WITH held AS (
    UPDATE ledger_open_item o SET held_reason = means.reason
    FROM documents_document d
    JOIN documents_reading r ON r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version
    JOIN (VALUES ('10', 'payables.paid_in_cash'), ('48', 'payables.paid_by_card'), ('54', 'payables.paid_by_card'),
        ('55', 'payables.paid_by_card'), ('49', 'payables.direct_debit'), ('59', 'payables.direct_debit')) AS means (code, reason)
        ON means.code = r.content -> 'values' -> 'payment_means' ->> 0
    WHERE d.client_id = o.client_id AND d.id = o.document_id AND o.side = 'payable' AND o.open > 0 AND o.held_reason = ''
        AND NOT EXISTS (
            SELECT FROM trail_record t
            WHERE t.client_id = o.client_id AND t.kind = 'ledger.open_items_released'
                AND t.content::jsonb -> 'open_items' @> to_jsonb(o.id))
    RETURNING o.client_id, o.document_id, o.id, o.held_reason
)
INSERT INTO trail_record (client_id, kind, document_id, person_id, at, content)
SELECT client_id, 'ledger.open_items_held', document_id, NULL, now(), format('{"open_items":[%s],"reason":"%s"}', id, held_reason)
FROM held ORDER BY id
"""
STATEMENTS = [
    *(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY" for table in READ),
    HOLD,
    *(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY" for table in READ),
]


class Migration(migrations.Migration):
    dependencies = [("treasury", "0002_guard"), ("ledger", "0002_guard"), ("documents", "0002_guard"), ("trail", "0002_guard")]

    operations = [migrations.RunSQL(STATEMENTS, migrations.RunSQL.noop)]
