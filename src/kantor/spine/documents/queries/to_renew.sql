-- Documents at which people work and whose pages were read once more: some of theirs lie in this original, and none waits any more.
SELECT d.id FROM documents_document d
WHERE d.client_id = %(client_id)s::int AND d.state = 'waiting' AND d.reading_version > 0 AND NOT d.confidential
    AND (
        d.original_id = %(original_id)s::bigint
        OR EXISTS (SELECT FROM documents_leaf l WHERE l.client_id = d.client_id AND l.document_id = d.id AND l.original_id = %(original_id)s::bigint)
    )
    AND NOT EXISTS (
        SELECT FROM documents_sheet s WHERE s.client_id = d.client_id AND s.original_id = %(original_id)s::bigint AND s.read_at IS NULL
    )
ORDER BY d.id
