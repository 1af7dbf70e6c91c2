-- What customer invoices say that brought something to a return.
SELECT d.id AS document_id, r.content
FROM documents_document d
JOIN documents_reading r ON r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version
WHERE d.client_id = %(client_id)s AND d.id = ANY(%(documents)s::bigint[]) AND d.type = %(type)s
