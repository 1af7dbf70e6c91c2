-- Withdraw the invoices of these documents that have not left; answers those that have, or are leaving.
WITH withdrawn AS (
    UPDATE documents_outbox SET state = 'withdrawn'
    WHERE client_id = %(client_id)s AND document_id = ANY(%(documents)s::bigint[]) AND kind = 'invoice' AND state = 'approved' AND reason = ''
    RETURNING id
)
SELECT o.document_id FROM documents_outbox o
WHERE o.client_id = %(client_id)s AND o.document_id = ANY(%(documents)s::bigint[]) AND o.kind = 'invoice' AND o.state <> 'withdrawn'
    AND o.id NOT IN (SELECT id FROM withdrawn)
