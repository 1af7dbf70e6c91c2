-- Put invoices that took effect into the outbox: whoever decided on them has seen them, so they are approved already.
INSERT INTO documents_outbox (client_id, document_id, key, kind, content, file, state, created_at)
SELECT %(client_id)s, document_id, key, 'invoice', content, decode(file, 'hex'), 'approved', %(at)s::timestamptz
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, key text, content jsonb, file text)
