-- What became of a file of the books; nothing where another try has begun.
UPDATE accounting_books_file SET ended_at = %(at)s, outcome = %(outcome)s, size = %(size)s, sha256 = %(sha256)s
WHERE client_id = %(client_id)s AND id = %(id)s AND ended_at IS NULL AND tries = %(tries)s
