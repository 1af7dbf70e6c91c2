-- Pages of scans that are to be read once more; what is known of one stays until it was.
INSERT INTO documents_sheet (client_id, original_id, number)
SELECT %(client_id)s::int, given.original_id, given.number
FROM unnest(%(originals)s::bigint[], %(numbers)s::int[]) AS given (original_id, number)
ORDER BY given.original_id, given.number
ON CONFLICT (original_id, number, client_id) DO UPDATE SET read_at = NULL, tries = 0, taken_until = NULL, reason = ''
