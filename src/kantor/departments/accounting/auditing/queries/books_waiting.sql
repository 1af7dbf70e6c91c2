-- Clients with files of the books that nobody is making.
SELECT client_id, min(asked_at) AS due_at, count(*)::int AS number
FROM accounting_books_file
WHERE client_id = ANY(%(clients)s::integer[]) AND ended_at IS NULL AND (taken_until IS NULL OR taken_until < %(at)s::timestamptz)
GROUP BY client_id
