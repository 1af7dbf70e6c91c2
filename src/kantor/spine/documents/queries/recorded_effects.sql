-- The recorded parts of documents that took effect.
SELECT document_id, parts FROM documents_effect WHERE document_id = ANY(%(ids)s)
