-- The values of documents that people have confirmed, the last word on each field.
SELECT DISTINCT ON (document_id, field) document_id, field, value FROM documents_confirmation
WHERE document_id = ANY(%(documents)s::bigint[]) ORDER BY document_id, field, id DESC
