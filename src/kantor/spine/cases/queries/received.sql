-- Documents that were sealed before a moment and not looked at yet.
SELECT id FROM documents_document
WHERE client_id = %(client_id)s AND state = 'received' AND received_at <= %(before)s ORDER BY id LIMIT %(most)s
