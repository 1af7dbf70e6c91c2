-- Hold what is about to be reversed, so that nothing is billed of it meanwhile.
SELECT id FROM documents_document WHERE client_id = %(client_id)s AND id = ANY(%(documents)s::bigint[]) ORDER BY id FOR UPDATE
