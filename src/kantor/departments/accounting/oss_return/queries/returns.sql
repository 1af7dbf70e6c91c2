-- Returns of the One Stop Shop that stand, the oldest first, with what each says.
SELECT v.document_id, v.quarter, v.cleared, r.content
FROM accounting_oss_return v
JOIN documents_document d ON d.client_id = v.client_id AND d.id = v.document_id
JOIN documents_reading r ON r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version
WHERE v.client_id = %(client_id)s AND v.reversed_by IS NULL
ORDER BY v.quarter
