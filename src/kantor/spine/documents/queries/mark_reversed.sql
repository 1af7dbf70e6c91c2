-- The effect of these documents has been undone by counter-documents.
UPDATE documents_document SET state = 'reversed' WHERE client_id = %(client_id)s AND id = ANY(%(ids)s)
