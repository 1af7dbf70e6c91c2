-- Ask for a file of the books, unless the person waits for one of this client.
INSERT INTO accounting_books_file (client_id, kind, from_on, until_on, adviser, client_number, asked_by, asked_at)
VALUES (%(client_id)s, %(kind)s, %(from_on)s, %(until_on)s, %(adviser)s, %(client_number)s, %(person_id)s, %(at)s)
ON CONFLICT DO NOTHING
RETURNING id
