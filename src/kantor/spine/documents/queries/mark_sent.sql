-- These have left the house, with the proof where somebody gave one.
UPDATE documents_outbox SET state = 'sent', proof = %(proofs)s::jsonb -> id::text, sent_at = %(at)s::timestamptz, reason = '', next_try_at = NULL
WHERE client_id = %(client_id)s AND id = ANY(%(ids)s) AND state = 'approved'
