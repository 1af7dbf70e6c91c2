-- What may leave the house and waits for that.
SELECT id, document_id, key, kind, content, file, created_at FROM documents_outbox
WHERE client_id = %(client_id)s AND state = 'approved' ORDER BY id LIMIT %(most)s
