-- Invoices of ours that took effect, by number, with what they say and what may still be credited or taken off.
SELECT d.id AS document_id, d.number, d.party_id, r.content, c.what, c.total - c.claimed AS rest
FROM documents_document d
JOIN documents_reading r ON r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version
LEFT JOIN facts_capacity c ON c.client_id = d.client_id AND c.key = d.id::text AND c.what IN ('customer_invoice.credited', 'customer_invoice.taken_off')
WHERE documents_way(d.type, d.seen_by) = 'receivables.customer_invoice' AND d.state = 'effective' AND d.number = ANY(%(numbers)s::text[])
ORDER BY d.id
