-- The keys of those of some documents that are confidential, still wrapped; an empty one where it was destroyed.
SELECT k.client_id, k.document_id, k.wrapped, c.wrapped AS client_wrapped
FROM documents_reading_key k
JOIN documents_client_key c ON c.client_id = k.client_id
WHERE k.document_id = ANY(%(ids)s::bigint[])
