-- Put what must leave the house into the outbox, once per key.
INSERT INTO documents_outbox (client_id, document_id, key, kind, content, state, written_by, created_at)
SELECT %(client_id)s, document_id, key, kind, content, 'draft', %(person_id)s::integer, %(at)s::timestamptz
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, key text, kind text, content jsonb)
ON CONFLICT (client_id, key) DO NOTHING
