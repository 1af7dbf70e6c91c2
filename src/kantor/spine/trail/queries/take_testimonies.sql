-- Takes testimonies that are due into one worker's hand for a while.
UPDATE trail_testimony t SET next_try_at = %(until)s::timestamptz
FROM (
    SELECT w.id FROM trail_testimony w
    WHERE w.client_id = %(client_id)s::int AND w.witness = ANY(%(witnesses)s::text[]) AND w.next_try_at <= %(at)s::timestamptz
    FOR UPDATE SKIP LOCKED
) due
WHERE t.client_id = %(client_id)s::int AND t.id = due.id
RETURNING t.id, t.witness, t.head_number, t.tries
