-- Which of these subjects, or of those that begin like this, stand on invoices that are made out but not decided on yet.
SELECT DISTINCT b.subject, d.id AS document_id
FROM documents_document d
JOIN documents_reading r ON r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version
CROSS JOIN LATERAL jsonb_array_elements(r.content -> 'tables' -> 'lines') AS l (cells)
CROSS JOIN LATERAL string_to_table(l.cells -> 'bills' ->> 0, ' ') AS b (subject)
WHERE d.type = 'receivables.customer_invoice' AND documents_way(d.type, d.seen_by) = 'receivables.customer_invoice'
    AND d.state IN ('received', 'read', 'waiting', 'ready') AND d.channel = 'follow_up'
    AND (b.subject = ANY(%(subjects)s::text[]) OR b.subject LIKE ANY(%(begins)s::text[]))
