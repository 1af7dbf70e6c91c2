-- Destroys the keys of confidential documents: what was read in them can never be read again.
UPDATE documents_reading_key SET wrapped = ''
WHERE client_id = %(client_id)s::int AND document_id = ANY(%(ids)s::bigint[])
