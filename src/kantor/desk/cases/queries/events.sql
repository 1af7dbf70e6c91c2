-- What happened to the case of a document.
SELECT e.id, e.kind, e.step, e.person_id, e.at, e.content FROM cases_event e
JOIN cases_case c ON c.client_id = e.client_id AND c.id = e.case_id
WHERE c.client_id = %(client_id)s AND c.document_id = %(document_id)s ORDER BY e.id
