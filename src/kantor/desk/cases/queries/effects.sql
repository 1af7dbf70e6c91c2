-- The effect of a document, and the effect that undid it.
SELECT document_id, parts, encode(hash, 'hex') AS hash, at, reverses_document_id FROM documents_effect
WHERE client_id = %(client_id)s AND (document_id = %(document_id)s OR reverses_document_id = %(document_id)s) ORDER BY id
