-- The same, and nobody else moves them before this transaction ends.
SELECT l.original_id, l.number, l.document_id, l.place, l.turned, l.left_out FROM documents_leaf l
WHERE l.client_id = %(client_id)s::int AND l.original_id = ANY(%(originals)s::bigint[]) ORDER BY l.original_id, l.number
FOR UPDATE
