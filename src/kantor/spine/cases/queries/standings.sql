-- Where the cases of documents stand: the process each began with, the steps to come, and whether two people must decide.
SELECT c.document_id, p.content AS process, c.remaining, d.four_eyes
FROM cases_case c
JOIN cases_definition p ON p.client_id = c.client_id AND p.id = c.definition_id
JOIN documents_document d ON d.client_id = c.client_id AND d.id = c.document_id
WHERE c.document_id = ANY(%(documents)s::bigint[])
