-- Remove the bytes of files of the books.
DELETE FROM accounting_books_piece WHERE client_id = %(client_id)s AND file_id = ANY(%(files)s::bigint[])
