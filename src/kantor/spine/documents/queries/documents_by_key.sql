-- The documents that have these keys already.
SELECT key, id FROM documents_document WHERE client_id = %(client_id)s AND key = ANY(%(keys)s)
