-- The fees of dunning letters that hold on a day: the newest that stand.
SELECT r.content
FROM documents_document d
JOIN documents_reading r ON r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version
WHERE d.type = 'receivables.dunning_terms' AND documents_way(d.type, d.seen_by) = 'receivables.dunning_terms' AND d.state = 'effective'
    AND d.document_on <= %(on)s::date
ORDER BY d.document_on DESC, d.id DESC
LIMIT 1
