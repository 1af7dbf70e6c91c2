-- Of these documents those that are still ready; nobody else lets them take effect before this transaction ends.
SELECT id FROM documents_document
WHERE client_id = %(client_id)s AND id = ANY(%(ids)s) AND state = 'ready' AND (effective_after IS NULL OR effective_after <= %(at)s)
ORDER BY id FOR UPDATE SKIP LOCKED
