-- The newest payment and collection runs with their files; collecting: the clients whose collection runs are seen.
SELECT d.id, d.client_id, documents_way(d.type, d.seen_by) AS type, d.state, d.document_on, d.amount, d.currency, d.received_at, o.id AS file_id, o.state AS file_state
FROM unnest(%(clients)s::integer[]) AS mine (client_id)
CROSS JOIN LATERAL (
    SELECT * FROM documents_document r WHERE r.client_id = mine.client_id AND (documents_way(r.type, r.seen_by) = 'treasury.payment_run'
        OR documents_way(r.type, r.seen_by) = 'treasury.collection_run' AND r.client_id = ANY(%(collecting)s::integer[])) ORDER BY r.id DESC LIMIT 6
) d
LEFT JOIN documents_outbox o ON o.client_id = d.client_id AND o.document_id = d.id AND o.kind = 'payment_file'
ORDER BY d.id DESC
LIMIT 6
