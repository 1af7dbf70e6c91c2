-- All pages of these originals, where they were dealt out, and where each of them is now.
SELECT l.original_id, l.number, l.document_id, l.place, l.turned, l.left_out FROM documents_leaf l
WHERE l.client_id = %(client_id)s::int AND l.original_id = ANY(%(originals)s::bigint[]) ORDER BY l.original_id, l.number
