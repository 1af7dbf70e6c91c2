-- Every version of what a document says, the first one first.
SELECT version, content, made_by, made_at FROM documents_reading WHERE client_id = %(client_id)s AND document_id = %(document_id)s ORDER BY version
