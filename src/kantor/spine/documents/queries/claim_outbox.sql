-- What may leave the house; nobody else sends it before this transaction ends.
SELECT id, document_id, key, kind, content, file FROM documents_outbox
WHERE client_id = %(client_id)s AND state = 'approved'
ORDER BY id LIMIT %(most)s FOR UPDATE SKIP LOCKED
