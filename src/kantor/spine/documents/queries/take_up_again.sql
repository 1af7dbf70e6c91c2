-- These were refused unread and are read once more.
UPDATE documents_document SET state = 'received'
WHERE client_id = %(client_id)s AND id = ANY(%(ids)s) AND state = 'refused' AND reading_version = 0
