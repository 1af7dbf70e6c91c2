-- What the machine had read of these documents before anybody changed it.
SELECT document_id, content FROM documents_reading
WHERE client_id = %(client_id)s AND document_id = ANY(%(ids)s::bigint[]) AND version = 1
