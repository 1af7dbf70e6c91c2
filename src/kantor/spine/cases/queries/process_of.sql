-- The process definition with which a document's case began.
SELECT d.content FROM cases_case c JOIN cases_definition d ON d.client_id = c.client_id AND d.id = c.definition_id
WHERE c.document_id = %(document_id)s
