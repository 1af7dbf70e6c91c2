-- What was said about erased papers goes with them.
DELETE FROM documents_example WHERE client_id = %(client_id)s AND document_id = ANY(%(ids)s::bigint[])
