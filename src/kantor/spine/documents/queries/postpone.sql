-- These could not leave this time: each rests five times as long as before, and is kept back for somebody to look at after so many tries.
UPDATE documents_outbox o
SET reason = r.reason, tries = o.tries + 1,
    state = CASE WHEN o.tries + 1 < %(most)s THEN o.state ELSE 'failed' END,
    next_try_at = CASE WHEN o.tries + 1 < %(most)s THEN %(at)s::timestamptz + %(pause)s::interval * power(5, o.tries) END
FROM unnest(%(ids)s::bigint[], %(reasons)s::text[]) AS r (id, reason)
WHERE o.client_id = %(client_id)s AND o.id = r.id AND o.state = 'approved'
RETURNING o.id, o.document_id, o.key, o.kind, o.state, o.reason
