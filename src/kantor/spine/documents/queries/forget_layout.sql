-- Where values stand on papers of a sender is not looked at any more.
UPDATE documents_example SET shows = false
WHERE client_id = %(client_id)s AND type = %(type)s AND shows AND senders && %(senders)s::text[]
RETURNING document_id
