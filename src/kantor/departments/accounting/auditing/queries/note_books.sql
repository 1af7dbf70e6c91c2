-- How far a file of the books is, and that somebody is still at it.
UPDATE accounting_books_file SET rows = %(rows)s, documents = %(documents)s, taken_until = %(until)s::timestamptz
WHERE client_id = %(client_id)s AND id = %(id)s AND ended_at IS NULL
