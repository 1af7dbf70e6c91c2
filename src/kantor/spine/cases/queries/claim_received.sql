-- Of these documents those that nobody has read meanwhile; nobody else reads them before this transaction ends.
SELECT id FROM documents_document
WHERE client_id = %(client_id)s AND id = ANY(%(ids)s) AND state = 'received'
ORDER BY id FOR UPDATE SKIP LOCKED
