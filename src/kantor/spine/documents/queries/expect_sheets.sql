-- Pages of scans that wait to be read, or were read on the way in; what is known of a page already stays.
INSERT INTO documents_sheet (client_id, original_id, number, read_at, content)
SELECT %(client_id)s::int, d.original_id, given.number, given.read_at, given.content
FROM unnest(%(documents)s::bigint[], %(numbers)s::int[], %(read_at)s::timestamptz[], %(contents)s::bytea[])
    AS given (document_id, number, read_at, content)
JOIN documents_document d ON d.client_id = %(client_id)s::int AND d.id = given.document_id
ORDER BY d.original_id, given.number
ON CONFLICT (original_id, number, client_id) DO NOTHING
