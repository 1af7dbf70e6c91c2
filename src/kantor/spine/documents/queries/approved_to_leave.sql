-- What may leave the house and waits for that.
SELECT id, document_id, key, kind, content, file, created_at FROM documents_outbox
WHERE client_id = %(client_id)s AND state = 'approved' AND (next_try_at IS NULL OR next_try_at <= %(at)s::timestamptz)
ORDER BY id LIMIT %(most)s
