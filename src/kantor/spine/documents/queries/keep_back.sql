-- These cannot leave as they are: they are kept back, each with the reason, for somebody to look at.
UPDATE documents_outbox o SET state = 'failed', reason = r.reason, tries = o.tries + 1, next_try_at = NULL
FROM unnest(%(ids)s::bigint[], %(reasons)s::text[]) AS r (id, reason)
WHERE o.client_id = %(client_id)s AND o.id = r.id AND o.state = 'approved'
RETURNING o.id, o.document_id, o.key, o.kind, o.state, o.reason
