-- The documents of a client that were refused before anybody could read them, and of which there are bytes.
SELECT id FROM documents_document
WHERE client_id = %(client_id)s AND state = 'refused' AND reading_version = 0 AND original_id IS NOT NULL ORDER BY id
