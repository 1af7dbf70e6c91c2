-- What people said is right in some documents.
SELECT document_id, version, field, value, person_id AS person, at FROM documents_confirmation
WHERE client_id = %(client_id)s::int AND document_id = ANY(%(ids)s::bigint[]) ORDER BY document_id, id
