-- The finished pauses of a document's case since a moment: each question with the first answer after it.
SELECT e.at AS paused_at, (
    SELECT min(a.at) FROM cases_event a WHERE a.client_id = e.client_id AND a.case_id = e.case_id AND a.id > e.id AND a.kind = 'answered'
) AS resumed_at
FROM cases_event e JOIN cases_case c ON c.client_id = e.client_id AND c.id = e.case_id
WHERE c.document_id = %(document_id)s AND e.kind = 'asked' AND e.at >= %(since)s
ORDER BY e.id
