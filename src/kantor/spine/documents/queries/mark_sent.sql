-- These have left the house, or cannot leave it.
UPDATE documents_outbox SET state = %(state)s, sent_at = CASE WHEN %(state)s = 'sent' THEN %(at)s::timestamptz END
WHERE client_id = %(client_id)s AND id = ANY(%(ids)s) AND state = 'approved'
