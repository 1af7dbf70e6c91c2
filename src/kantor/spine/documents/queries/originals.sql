-- Originals by their ids: where their bytes are, and the keys to them.
SELECT o.id, o.client_id, o.media_type, o.stored_as, encode(o.sha256, 'hex') AS sha256, coalesce(c.wrapped || k.wrapped, '') AS keys
FROM documents_original o
LEFT JOIN documents_data_key k ON k.client_id = o.client_id AND k.original_id = o.id
LEFT JOIN documents_client_key c ON c.client_id = k.client_id
WHERE o.id = ANY(%(ids)s::bigint[])
