-- The last question about a document: to whom it was put (nobody where it was the supplier), by whom, and what.
SELECT (e.content ->> 'of')::integer AS whom, e.person_id AS by, e.content
FROM cases_event e JOIN cases_case c ON c.client_id = e.client_id AND c.id = e.case_id
WHERE c.document_id = %(document_id)s AND e.kind = 'asked'
ORDER BY e.id DESC LIMIT 1
