-- The documents with which the originals came whose pages these documents have, where none of these brought one itself.
SELECT min(d.id) AS id FROM documents_leaf l
JOIN documents_document d ON d.client_id = l.client_id AND d.original_id = l.original_id
WHERE l.client_id = %(client_id)s::int AND l.document_id = ANY(%(ids)s::bigint[])
GROUP BY l.original_id
HAVING NOT bool_or(d.id = ANY(%(ids)s::bigint[]))
ORDER BY min(d.id)
