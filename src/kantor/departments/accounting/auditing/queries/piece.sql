-- A piece of a file of the books, encrypted.
SELECT content FROM accounting_books_piece WHERE client_id = %(client_id)s AND file_id = %(file_id)s AND number = %(number)s
