-- Something happened to the cases of documents.
INSERT INTO cases_event (client_id, case_id, kind, step, person_id, at, content)
SELECT c.client_id, c.id, r.kind, r.step, %(person_id)s::integer, %(at)s, r.content
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, kind text, step text, content jsonb)
JOIN cases_case c ON c.client_id = %(client_id)s AND c.document_id = r.document_id
