-- Where the bytes of these documents are and how far they have come, in the order of their ids; one inside a file shares its bytes.
SELECT d.id, d.client_id, d.state, d.type, d.part, d.channel, d.file_name, coalesce(o.media_type, '') AS media_type,
    coalesce(o.stored_as, '') AS stored_as, coalesce(c.wrapped || k.wrapped, '') AS keys, coalesce(encode(o.sha256, 'hex'), '') AS sha256,
    coalesce(p.original_id = d.original_id, false) AS is_inside, d.original_id
FROM documents_document d LEFT JOIN documents_original o ON o.client_id = d.client_id AND o.id = d.original_id
LEFT JOIN documents_document p ON p.client_id = d.client_id AND p.id = d.parent_id
LEFT JOIN documents_data_key k ON k.client_id = o.client_id AND k.original_id = o.id
LEFT JOIN documents_client_key c ON c.client_id = k.client_id
WHERE d.id = ANY(%(ids)s) ORDER BY d.id
