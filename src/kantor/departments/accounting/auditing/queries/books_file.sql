-- A file of the books of one of these clients.
SELECT id, client_id, kind, from_on, until_on, asked_by, asked_at, taken_until, rows, documents, ended_at, outcome, size, sha256, gone_at
FROM accounting_books_file WHERE client_id = ANY(%(clients)s::integer[]) AND id = %(id)s
