-- Something happened to the case of a document.
INSERT INTO cases_event (client_id, case_id, kind, step, person_id, at, content)
SELECT c.client_id, c.id, %(kind)s, %(step)s, %(person_id)s::integer, %(at)s, %(content)s
FROM cases_case c WHERE c.client_id = %(client_id)s AND c.document_id = %(document_id)s
