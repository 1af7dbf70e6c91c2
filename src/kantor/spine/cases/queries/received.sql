-- Documents that were sealed and not looked at yet.
SELECT id FROM documents_document WHERE client_id = %(client_id)s AND state = 'received' ORDER BY id LIMIT %(most)s
