-- How many scans of these clients are being read, and how many of their pages are read, of how many.
SELECT count(DISTINCT s.original_id)::int AS scans, count(s.read_at)::int AS read, count(*)::int AS pages
FROM documents_sheet s
WHERE s.client_id = ANY(%(clients)s::int[]) AND (s.client_id, s.original_id) IN (
    SELECT w.client_id, w.original_id FROM documents_sheet w
    WHERE w.client_id = ANY(%(clients)s::int[]) AND w.read_at IS NULL
    ORDER BY w.client_id, w.id LIMIT %(most)s
)
