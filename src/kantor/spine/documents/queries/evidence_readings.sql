-- Every version of what some documents say.
SELECT document_id, version, content, made_by AS person, made_for, made_at AS at FROM documents_reading
WHERE client_id = %(client_id)s::int AND document_id = ANY(%(ids)s::bigint[]) ORDER BY document_id, version
