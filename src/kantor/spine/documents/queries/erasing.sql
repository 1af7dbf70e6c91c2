-- What stands against erasing documents, with all that share an original with them.
SELECT asked.client_id, asked.id, asked.retention,
    bool_or(d.on_hold) AS on_hold, bool_or(d.state = ANY(%(at_work)s::text[])) AS at_work, max(d.keep_until) AS keep_until,
    bool_and((coalesce(right(o.stored_as, length(%(sealed)s::text)), '') = %(sealed)s::text AND EXISTS (
        SELECT FROM documents_data_key k WHERE k.client_id = d.client_id AND k.original_id = d.original_id
    )) OR EXISTS (
        SELECT FROM documents_reading_key k WHERE k.client_id = d.client_id AND k.document_id = d.id AND k.wrapped <> ''
    )) AS has_key,
    min((SELECT s.successor_id FROM documents_succession s WHERE s.client_id = d.client_id AND s.document_id = d.id)) AS successor
FROM documents_document asked
CROSS JOIN LATERAL (
    SELECT asked.id UNION SELECT s.id FROM documents_document s WHERE s.client_id = asked.client_id AND s.original_id = asked.original_id
) together
JOIN documents_document d ON d.client_id = asked.client_id AND d.id = together.id
LEFT JOIN documents_original o ON o.client_id = d.client_id AND o.id = d.original_id
WHERE asked.id = ANY(%(ids)s::bigint[])
GROUP BY asked.client_id, asked.id, asked.retention
