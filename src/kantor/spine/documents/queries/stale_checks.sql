-- Of these documents those whose newest reading was judged last before a moment.
SELECT d.id FROM documents_document d
JOIN LATERAL (
    SELECT c.at FROM documents_check c
    WHERE c.client_id = d.client_id AND c.document_id = d.id AND c.version = d.reading_version
    ORDER BY c.id DESC LIMIT 1
) newest ON true
WHERE d.client_id = %(client_id)s AND d.id = ANY(%(ids)s) AND newest.at < %(before)s
ORDER BY d.id
