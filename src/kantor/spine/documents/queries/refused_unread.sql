-- Of these documents, and of those inside of them, the ones that were refused before anybody could read them; nobody else reads them now.
SELECT d.id, d.part, CASE WHEN d.id = ANY(%(ids)s) THEN d.id ELSE d.parent_id END AS asked_id
FROM documents_document d LEFT JOIN documents_document p ON p.client_id = d.client_id AND p.id = d.parent_id
WHERE d.client_id = %(client_id)s AND d.state = 'refused' AND d.reading_version = 0
    AND (d.id = ANY(%(ids)s) OR (d.parent_id = ANY(%(ids)s) AND p.original_id = d.original_id))
ORDER BY d.id FOR UPDATE OF d
