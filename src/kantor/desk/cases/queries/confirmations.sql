-- What people said is right, by version.
SELECT version, person_id, min(at) AS at, array_agg(field ORDER BY field) AS fields FROM documents_confirmation
WHERE client_id = %(client_id)s AND document_id = %(document_id)s GROUP BY version, person_id ORDER BY min(at)
