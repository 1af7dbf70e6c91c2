-- The pages of these originals that were read as scans: all of them, or one by its number; also those that wait to be read once more.
SELECT s.original_id, s.number, s.content FROM documents_sheet s
WHERE s.original_id = ANY(%(originals)s::bigint[]) AND (s.read_at IS NOT NULL OR s.content IS NOT NULL) AND (%(number)s::int IS NULL OR s.number = %(number)s::int)
ORDER BY s.original_id, s.number
