-- Take back the letters of these documents that have not left; answers how many have left already, or are leaving at this moment, of those that do
-- more than tell what was decided.
WITH withdrawn AS (
    UPDATE documents_outbox SET state = 'withdrawn'
    WHERE client_id = %(client_id)s AND document_id = ANY(%(documents)s) AND kind = 'letter' AND state IN ('draft', 'approved')
    RETURNING id
)
SELECT count(*) FROM documents_outbox
WHERE client_id = %(client_id)s AND document_id = ANY(%(documents)s) AND kind = 'letter'
    AND content -> 'stands_alone' IS DISTINCT FROM 'true'::jsonb AND (state = 'sent' OR (state IN ('draft', 'approved') AND id NOT IN (SELECT id FROM withdrawn)))
