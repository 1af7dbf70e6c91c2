-- Documents that wait for the pages of this original, once all of them are read; none while one waits.
SELECT d.id FROM documents_document d
WHERE d.client_id = %(client_id)s::int AND d.original_id = %(original_id)s::bigint AND d.state = 'received' AND NOT EXISTS (
    SELECT FROM documents_sheet s WHERE s.client_id = d.client_id AND s.original_id = d.original_id AND s.read_at IS NULL
)
