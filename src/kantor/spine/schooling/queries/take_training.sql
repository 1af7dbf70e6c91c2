-- Take the open training of a client that nobody is at.
UPDATE schooling_training t SET taken_until = %(until)s::timestamptz, tries = tries + 1, done = 0
FROM (
    SELECT id FROM schooling_training
    WHERE client_id = %(client_id)s AND ended_at IS NULL AND (taken_until IS NULL OR taken_until < %(at)s::timestamptz)
    FOR UPDATE SKIP LOCKED
) open
WHERE t.client_id = %(client_id)s AND t.id = open.id
RETURNING t.id, t.asked_by, t.tries
