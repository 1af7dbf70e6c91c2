-- Put payment files into the outbox: released by the run's own two people, so approved already, to be fetched or sent once.
INSERT INTO documents_outbox (client_id, document_id, key, kind, content, file, state, created_at)
SELECT %(client_id)s, document_id, key, 'payment_file', jsonb_build_object('format', %(format)s::text), decode(file, 'hex'), 'approved',
    %(at)s::timestamptz
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, key text, file text)
