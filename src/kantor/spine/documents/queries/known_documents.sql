-- Where the bytes of these documents are and how far they have come, in the order of their ids.
SELECT d.id, d.state, d.type, d.part, d.channel, d.file_name, coalesce(o.media_type, '') AS media_type,
    coalesce(o.stored_as, '') AS stored_as, coalesce(encode(o.sha256, 'hex'), '') AS sha256
FROM documents_document d LEFT JOIN documents_original o ON o.client_id = d.client_id AND o.id = d.original_id
WHERE d.id = ANY(%(ids)s) ORDER BY d.id
