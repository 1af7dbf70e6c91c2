-- Whom the last question about a document was put to; nobody where it was the supplier.
SELECT (e.content ->> 'of')::integer FROM cases_event e JOIN cases_case c ON c.client_id = e.client_id AND c.id = e.case_id
WHERE c.document_id = %(document_id)s AND e.kind = 'asked'
ORDER BY e.id DESC LIMIT 1
