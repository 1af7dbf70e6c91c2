-- Remember what a person typed.
INSERT INTO documents_lesson (client_id, document_id, type, scope, about, value, person_id, at)
SELECT %(client_id)s, document_id, type, scope, about, value, %(person_id)s, %(at)s
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, type text, scope text, about text, value text)
