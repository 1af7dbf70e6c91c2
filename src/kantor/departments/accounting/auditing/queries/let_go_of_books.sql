-- A file of the books could not be made this time; somebody may try at once.
UPDATE accounting_books_file SET taken_until = NULL WHERE client_id = %(client_id)s AND id = %(id)s AND ended_at IS NULL
