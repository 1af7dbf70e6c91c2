-- Documents of this client at which people work and that came as a PDF or a picture, the oldest first, behind the last one seen.
SELECT d.id FROM documents_document d JOIN documents_original o ON o.client_id = d.client_id AND o.id = d.original_id
WHERE d.client_id = %(client_id)s::int AND d.state = 'waiting' AND d.id > %(after)s::bigint AND NOT d.confidential
    AND o.stored_as <> '' AND (o.media_type = 'application/pdf' OR o.media_type LIKE 'image/%%')
ORDER BY d.id LIMIT %(most)s
