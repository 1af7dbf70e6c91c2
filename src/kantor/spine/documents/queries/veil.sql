-- Take from the rows of these documents what lists show of their values.
UPDATE documents_document
SET number = '', amount = NULL, currency = '', document_on = NULL, due_on = NULL, party_id = NULL, party_name = ''
WHERE client_id = %(client_id)s AND id = ANY(%(ids)s::bigint[])
