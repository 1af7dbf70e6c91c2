-- What the newest invoice of the acting client says.
SELECT r.content FROM documents_document d
JOIN documents_reading r ON r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version
WHERE CASE WHEN d.seen_by = '' THEN d.type ELSE d.seen_by END = 'receivables.customer_invoice' AND d.state = 'effective'
ORDER BY d.id DESC LIMIT 1
