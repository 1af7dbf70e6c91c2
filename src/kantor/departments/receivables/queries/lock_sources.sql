-- Hold what is billed, so that it is not reversed meanwhile; answers what stands of it.
SELECT id FROM documents_document
WHERE client_id = %(client_id)s AND id = ANY(%(documents)s::bigint[]) AND state = 'effective'
ORDER BY id FOR SHARE
