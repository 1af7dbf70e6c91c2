-- Files of the books that were kept for long enough are gone from now on.
UPDATE accounting_books_file SET gone_at = %(at)s::timestamptz
WHERE client_id = %(client_id)s AND gone_at IS NULL AND ended_at < %(before)s::timestamptz AND outcome = 'made'
RETURNING id
