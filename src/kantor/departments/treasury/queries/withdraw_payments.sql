-- Withdraw the files of these runs that have not left, with their payments; answers the runs whose file has left, or is leaving.
WITH reversing AS (
    SELECT * FROM unnest(%(documents)s::bigint[], %(reversed_by)s::bigint[]) AS r (document_id, reversed_by)
), withdrawn AS (
    UPDATE documents_outbox o SET state = 'withdrawn' FROM reversing r
    WHERE o.client_id = %(client_id)s AND o.document_id = r.document_id AND o.kind = 'payment_file' AND o.state = 'approved'
    RETURNING o.id, o.document_id
), back AS (
    UPDATE treasury_payment p SET reversed_by = r.reversed_by FROM reversing r
    WHERE p.client_id = %(client_id)s AND p.document_id = r.document_id AND p.document_id IN (SELECT document_id FROM withdrawn)
)
SELECT r.document_id, r.reversed_by FROM reversing r
JOIN documents_outbox o ON o.client_id = %(client_id)s AND o.document_id = r.document_id AND o.kind = 'payment_file'
WHERE o.state <> 'withdrawn' AND o.id NOT IN (SELECT id FROM withdrawn)
