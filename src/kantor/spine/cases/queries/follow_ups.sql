-- Lock the documents that these documents caused and that depend on them, and tell where they stand.
SELECT d.id, d.state, d.reading_version, e.document_id AS cause_id FROM documents_effect e
CROSS JOIN LATERAL jsonb_array_elements(e.parts) AS recorded
JOIN documents_document d ON d.client_id = e.client_id AND d.key = recorded ->> 'key'
WHERE e.client_id = %(client_id)s AND e.document_id = ANY(%(documents)s) AND recorded ->> 'kind' = 'follow_up'
    AND NOT coalesce((recorded ->> 'stands_alone')::boolean, false)
ORDER BY d.id FOR UPDATE OF d
