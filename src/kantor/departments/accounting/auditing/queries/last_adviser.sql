-- The numbers with which the books of a client left for DATEV last.
SELECT adviser, client_number FROM accounting_books_file WHERE client_id = %(client_id)s AND adviser IS NOT NULL ORDER BY id DESC LIMIT 1
