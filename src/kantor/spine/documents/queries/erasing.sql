-- What stands against erasing documents, with all that share an original or pages of one with them.
WITH RECURSIVE together (asked_id, id) AS (
    SELECT asked.id, asked.id FROM unnest(%(ids)s::bigint[]) AS asked (id)
    UNION
    SELECT together.asked_id, other.id FROM together CROSS JOIN LATERAL (
        SELECT d.id FROM documents_document own
        JOIN documents_document d ON d.client_id = own.client_id AND d.original_id = own.original_id WHERE own.id = together.id
        UNION ALL
        SELECT l.document_id FROM documents_document own
        JOIN documents_leaf l ON l.client_id = own.client_id AND l.original_id = own.original_id WHERE own.id = together.id
        UNION ALL
        SELECT d.id FROM documents_leaf l
        JOIN documents_document d ON d.client_id = l.client_id AND d.original_id = l.original_id WHERE l.document_id = together.id
        UNION ALL
        SELECT other_leaf.document_id FROM documents_leaf l
        JOIN documents_leaf other_leaf ON other_leaf.client_id = l.client_id AND other_leaf.original_id = l.original_id
        WHERE l.document_id = together.id
    ) other WHERE other.id IS NOT NULL
)
SELECT asked.client_id, asked.id, asked.retention,
    bool_or(d.on_hold) AS on_hold, bool_or(d.state = ANY(%(at_work)s::text[])) AS at_work, max(d.keep_until) AS keep_until,
    bool_and((coalesce(right(o.stored_as, length(%(sealed)s::text)), '') = %(sealed)s::text AND EXISTS (
        SELECT FROM documents_data_key k WHERE k.client_id = d.client_id AND k.original_id = d.original_id
    )) OR EXISTS (
        SELECT FROM documents_reading_key k WHERE k.client_id = d.client_id AND k.document_id = d.id AND k.wrapped <> ''
    )) AS has_key,
    min((SELECT s.successor_id FROM documents_succession s WHERE s.client_id = d.client_id AND s.document_id = d.id)) AS successor
FROM documents_document asked
JOIN together ON together.asked_id = asked.id
JOIN documents_document d ON d.client_id = asked.client_id AND d.id = together.id
LEFT JOIN documents_original o ON o.client_id = d.client_id AND o.id = d.original_id
WHERE asked.id = ANY(%(ids)s::bigint[])
GROUP BY asked.client_id, asked.id, asked.retention
