-- Keep a piece of a file of the books, encrypted.
INSERT INTO accounting_books_piece (client_id, file_id, number, content) VALUES (%(client_id)s, %(file_id)s, %(number)s, %(content)s)
