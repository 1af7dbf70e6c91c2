-- Clients with files of the books that were kept for long enough.
SELECT client_id, min(ended_at) AS due_at, count(*)::int AS number
FROM accounting_books_file
WHERE client_id = ANY(%(clients)s::integer[]) AND gone_at IS NULL AND ended_at < %(before)s::timestamptz AND outcome = 'made'
GROUP BY client_id
