-- Documents that were sealed before a moment and not looked at yet; of scans only those whose pages are all read.
SELECT d.id FROM documents_document d
WHERE d.client_id = %(client_id)s AND d.state = 'received' AND d.received_at <= %(before)s
    AND (%(ids)s::bigint[] IS NULL OR d.id = ANY(%(ids)s::bigint[]))
    AND NOT EXISTS (SELECT FROM documents_sheet s WHERE s.client_id = d.client_id AND s.original_id = d.original_id AND s.read_at IS NULL)
ORDER BY d.id LIMIT %(most)s
