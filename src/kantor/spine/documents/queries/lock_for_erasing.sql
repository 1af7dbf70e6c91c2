-- These documents and all that share an original or pages of one with them, locked, with what stands against erasing them.
SELECT d.id, d.state, d.on_hold, d.keep_until, d.retention, d.original_id, encode(o.sha256, 'hex') AS sha256,
    (coalesce(right(o.stored_as, length(%(sealed)s::text)), '') = %(sealed)s::text AND EXISTS (
        SELECT FROM documents_data_key k WHERE k.client_id = d.client_id AND k.original_id = d.original_id
    )) OR EXISTS (SELECT FROM documents_reading_key k WHERE k.client_id = d.client_id AND k.document_id = d.id AND k.wrapped <> '') AS has_key,
    (SELECT s.successor_id FROM documents_succession s WHERE s.client_id = d.client_id AND s.document_id = d.id) AS successor
FROM documents_document d
LEFT JOIN documents_original o ON o.client_id = d.client_id AND o.id = d.original_id
WHERE d.client_id = %(client_id)s::int AND d.id IN (SELECT id FROM documents_sharing(%(ids)s::bigint[]))
ORDER BY d.id
FOR UPDATE OF d
