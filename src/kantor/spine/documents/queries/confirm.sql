-- A person confirms fields of the version in front of them.
INSERT INTO documents_confirmation (client_id, document_id, version, field, value, person_id, at)
SELECT %(client_id)s, %(document_id)s, %(version)s, field, value, %(person_id)s, %(at)s
FROM unnest(%(fields)s::text[], %(values)s::text[]) AS given (field, value)
