-- The documents that share an original with these, locked, with what stands against erasing it.
SELECT d.id, asked.id AS asked_id, d.state, d.on_hold, d.keep_until, d.retention, d.original_id, encode(o.sha256, 'hex') AS sha256, o.stored_as,
    EXISTS (SELECT FROM documents_data_key k WHERE k.client_id = d.client_id AND k.original_id = d.original_id) AS has_key,
    (SELECT s.successor_id FROM documents_succession s WHERE s.client_id = d.client_id AND s.document_id = d.id) AS successor
FROM documents_document asked
JOIN documents_document d ON d.client_id = asked.client_id AND d.original_id = asked.original_id
JOIN documents_original o ON o.client_id = d.client_id AND o.id = d.original_id
WHERE asked.client_id = %(client_id)s::int AND asked.id = ANY(%(ids)s::bigint[])
ORDER BY d.id
FOR UPDATE OF d
