-- A person confirms fields of the versions in front of them.
INSERT INTO documents_confirmation (client_id, document_id, version, field, value, person_id, at)
SELECT %(client_id)s, document_id, version, field, value, %(person_id)s, %(at)s
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, version integer, field text, value text)
