-- Follow-up documents of these documents that have taken effect themselves and depend on them.
SELECT d.id FROM documents_effect e
CROSS JOIN LATERAL jsonb_array_elements(e.parts) AS recorded
JOIN documents_document d ON d.client_id = e.client_id AND d.key = recorded ->> 'key' AND d.state = 'effective'
WHERE e.client_id = %(client_id)s AND e.document_id = ANY(%(documents)s) AND recorded ->> 'kind' = 'follow_up'
    AND NOT coalesce((recorded ->> 'stands_alone')::boolean, false)
