-- Something that may leave is in one worker's hand until a moment.
UPDATE documents_outbox SET next_try_at = %(until)s::timestamptz
WHERE client_id = %(client_id)s AND id = %(id)s AND state = 'approved' AND (next_try_at IS NULL OR next_try_at <= %(at)s::timestamptz)
RETURNING id
