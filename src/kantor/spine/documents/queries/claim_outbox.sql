-- Of these those that may still leave; nobody else lets them leave before this transaction ends.
SELECT id, document_id, key, kind FROM documents_outbox
WHERE client_id = %(client_id)s AND id = ANY(%(ids)s) AND state = 'approved'
ORDER BY id FOR UPDATE SKIP LOCKED
