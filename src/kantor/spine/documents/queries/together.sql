-- Documents that took the place of these, or whose place these took.
SELECT s.successor_id AS id FROM documents_succession s WHERE s.client_id = %(client_id)s::int AND s.document_id = ANY(%(ids)s::bigint[])
UNION
SELECT s.document_id FROM documents_succession s WHERE s.client_id = %(client_id)s::int AND s.successor_id = ANY(%(ids)s::bigint[])
