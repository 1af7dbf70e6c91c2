-- Somebody wants this to be tried again now: it was kept back, or rests until its next try.
UPDATE documents_outbox SET state = 'approved', tries = 0, next_try_at = NULL
WHERE client_id = %(client_id)s AND id = %(id)s AND (state = 'failed' OR (state = 'approved' AND next_try_at IS NOT NULL))
RETURNING document_id, key, kind, reason
