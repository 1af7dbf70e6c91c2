-- These have left the house.
UPDATE documents_outbox SET state = 'sent', sent_at = %(at)s::timestamptz, reason = '', next_try_at = NULL
WHERE client_id = %(client_id)s AND id = ANY(%(ids)s) AND state = 'approved'
