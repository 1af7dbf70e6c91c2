-- Put what must leave the house into the outbox, once per key. What whoever decided on the document has read leaves with that decision.
INSERT INTO documents_outbox (client_id, document_id, key, kind, content, state, written_by, approved_by, created_at)
SELECT %(client_id)s, r.document_id, r.key, r.kind, r.content, CASE WHEN last.checker_id IS NULL THEN 'draft' ELSE 'approved' END,
    CASE WHEN last.checker_id IS NULL THEN %(person_id)s::integer ELSE nullif(last.maker_id, last.checker_id) END, last.checker_id,
    %(at)s::timestamptz
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, key text, kind text, content jsonb, decided boolean)
LEFT JOIN LATERAL (
    SELECT d.maker_id, d.checker_id FROM documents_decision d
    WHERE r.decided AND d.client_id = %(client_id)s AND d.document_id = r.document_id AND d.outcome = 'approved' AND d.checker_id IS NOT NULL
    ORDER BY d.id DESC LIMIT 1
) last ON true
ON CONFLICT (client_id, key) DO NOTHING
