-- The newest invoices of the acting client that carry marks of the VAT register, at most so many, with what they say.
SELECT r.content FROM documents_document d
JOIN documents_reading r ON r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version
WHERE documents_way(d.type, d.seen_by) = 'receivables.customer_invoice' AND d.state = 'effective'
ORDER BY d.id DESC LIMIT %(most)s
