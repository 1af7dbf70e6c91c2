-- Writes down what is to be sent to a subscription, once for each record.
INSERT INTO hooks_delivery (client_id, subscription_id, record_id, document_id, kind, content, state, tries, next_try_at, reason, created_at)
SELECT %(client_id)s::integer, %(subscription_id)s::bigint, r.record_id, r.document_id, r.kind, r.content, 'waiting', 0, %(at)s::timestamptz, '',
    %(at)s::timestamptz
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (record_id bigint, document_id bigint, kind text, content jsonb)
ON CONFLICT (client_id, subscription_id, record_id) DO NOTHING
