-- The values of a document that people have confirmed, the last word on each field.
SELECT DISTINCT ON (field) field, value FROM documents_confirmation WHERE document_id = %(document_id)s ORDER BY field, id DESC
