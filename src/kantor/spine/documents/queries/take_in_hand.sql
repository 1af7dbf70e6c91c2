-- Something that may leave is in one worker's hand until a moment; answers why it lay here before, '' where it never was in anybody's.
UPDATE documents_outbox o SET next_try_at = %(until)s::timestamptz, reason = %(mark)s
FROM (
    SELECT id, reason FROM documents_outbox
    WHERE client_id = %(client_id)s AND id = %(id)s AND state = 'approved' AND (next_try_at IS NULL OR next_try_at <= %(at)s::timestamptz)
    FOR UPDATE
) was
WHERE o.client_id = %(client_id)s AND o.id = was.id
RETURNING was.reason
