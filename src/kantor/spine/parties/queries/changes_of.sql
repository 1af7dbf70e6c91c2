-- What documents changed, the last change first.
SELECT document_id, what, row_id, before, after
FROM parties_change
WHERE client_id = %(client_id)s::int AND document_id = ANY(%(ids)s::bigint[])
ORDER BY id DESC
