-- What stands against erasing documents, with all that share an original or pages of one with them.
WITH together AS MATERIALIZED (SELECT * FROM documents_sharing(%(ids)s::bigint[])), against AS (
    SELECT together.lead_id,
        bool_or(d.on_hold) AS on_hold, bool_or(d.state = ANY(%(at_work)s::text[])) AS at_work, max(d.keep_until) AS keep_until,
        bool_and((coalesce(right(o.stored_as, length(%(sealed)s::text)), '') = %(sealed)s::text AND EXISTS (
            SELECT FROM documents_data_key k WHERE k.client_id = d.client_id AND k.original_id = d.original_id
        )) OR EXISTS (
            SELECT FROM documents_reading_key k WHERE k.client_id = d.client_id AND k.document_id = d.id AND k.wrapped <> ''
        )) AS has_key,
        min((SELECT s.successor_id FROM documents_succession s WHERE s.client_id = d.client_id AND s.document_id = d.id)) AS successor
    FROM together
    JOIN documents_document d ON d.id = together.id
    LEFT JOIN documents_original o ON o.client_id = d.client_id AND o.id = d.original_id
    GROUP BY together.lead_id
)
SELECT asked.client_id, asked.id, asked.retention,
    against.on_hold, against.at_work, against.keep_until, against.has_key, against.successor
FROM documents_document asked
JOIN together ON together.id = asked.id
JOIN against ON against.lead_id = together.lead_id
WHERE asked.id = ANY(%(ids)s::bigint[])
