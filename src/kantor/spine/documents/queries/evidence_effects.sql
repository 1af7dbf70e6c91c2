-- What some documents did when they took effect.
SELECT document_id, parts, encode(hash, 'hex') AS hash, reverses_document_id AS reverses, at FROM documents_effect
WHERE client_id = %(client_id)s::int AND document_id = ANY(%(ids)s::bigint[]) ORDER BY document_id, id
