-- What a document put into the outbox.
SELECT id, kind, content, state, written_by, approved_by, created_at, sent_at, file IS NOT NULL AS has_file FROM documents_outbox
WHERE client_id = %(client_id)s AND document_id = %(document_id)s ORDER BY id
