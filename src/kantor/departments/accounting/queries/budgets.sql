-- Budgets and forecasts of a fiscal year that stand, the newest first.
SELECT d.id, r.content
FROM documents_document d
JOIN documents_reading r ON r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version
WHERE d.client_id = %(client_id)s AND documents_way(d.type, d.seen_by) = 'accounting.budget'
    AND d.state = 'effective' AND d.number = %(year)s
ORDER BY d.id DESC
