-- The numbers that KSeF gave to invoices of ours, the newest note of each.
SELECT DISTINCT ON (d.number) d.number, r.content -> 'values' -> 'ksef_number' ->> 0 AS ksef_number
FROM documents_document d
JOIN documents_reading r ON r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version
WHERE d.client_id = %(client_id)s AND d.type = 'receivables.ksef_number' AND d.state = 'effective' AND d.number = ANY(%(numbers)s::text[])
ORDER BY d.number, d.id DESC
