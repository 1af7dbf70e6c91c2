-- Which redacted documents took the place of some documents.
SELECT document_id, successor_id AS by, at FROM documents_succession
WHERE client_id = %(client_id)s::int AND document_id = ANY(%(ids)s::bigint[]) ORDER BY document_id, id
