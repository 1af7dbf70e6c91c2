-- Take the oldest file of a client's books that nobody is making.
UPDATE accounting_books_file f SET taken_until = %(until)s::timestamptz, tries = tries + 1, rows = 0, documents = 0
FROM (
    SELECT id FROM accounting_books_file
    WHERE client_id = %(client_id)s AND ended_at IS NULL AND (taken_until IS NULL OR taken_until < %(at)s::timestamptz)
    ORDER BY id
    LIMIT 1
    FOR UPDATE SKIP LOCKED
) open
WHERE f.client_id = %(client_id)s AND f.id = open.id
RETURNING f.id, f.client_id, f.kind, f.from_on, f.until_on, f.adviser, f.client_number, f.asked_by, f.tries
