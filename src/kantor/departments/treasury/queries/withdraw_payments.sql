-- Withdraw the files of these runs that have not left, with their payments; answers how many files have left already.
WITH withdrawn AS (
    UPDATE documents_outbox SET state = 'withdrawn'
    WHERE client_id = %(client_id)s AND document_id = ANY(%(documents)s) AND kind = 'payment_file' AND state = 'approved'
    RETURNING document_id
), back AS (
    UPDATE treasury_payment SET reversed_by = %(by)s
    WHERE client_id = %(client_id)s AND document_id IN (SELECT document_id FROM withdrawn)
)
SELECT count(*) FROM documents_outbox
WHERE client_id = %(client_id)s AND document_id = ANY(%(documents)s) AND kind = 'payment_file' AND state = 'sent'
