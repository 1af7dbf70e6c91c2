-- The assets of some inventory numbers that stand, each with what its form says.
SELECT d.id, d.number, r.content
FROM documents_document d
JOIN documents_reading r ON r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version
WHERE d.client_id = %(client_id)s AND documents_way(d.type, d.seen_by) = 'accounting.asset' AND d.state = 'effective'
    AND d.number = ANY(trim_array(string_to_array(%(numbers)s, E'\x1f'), 1))
ORDER BY d.id
