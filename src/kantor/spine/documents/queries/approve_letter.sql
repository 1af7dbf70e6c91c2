-- Let a draft go.
UPDATE documents_outbox SET state = 'approved', approved_by = %(person_id)s
WHERE client_id = %(client_id)s AND id = %(id)s AND state = 'draft'
RETURNING document_id, key
