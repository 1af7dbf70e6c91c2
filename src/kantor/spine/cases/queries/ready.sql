-- Documents whose undo window is over and which may take effect, of these ids or of the whole client.
SELECT id FROM documents_document
WHERE client_id = %(client_id)s AND state = 'ready' AND (effective_after IS NULL OR effective_after <= %(at)s)
    AND (%(ids)s::bigint[] IS NULL OR id = ANY(%(ids)s::bigint[]))
ORDER BY id LIMIT %(most)s
