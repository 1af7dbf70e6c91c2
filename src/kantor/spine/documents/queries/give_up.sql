-- Others carry the work of these documents from now on.
UPDATE documents_document SET state = 'split'
WHERE client_id = %(client_id)s::int AND id = ANY(%(ids)s::bigint[]) AND state IN ('waiting', 'read', 'received')
