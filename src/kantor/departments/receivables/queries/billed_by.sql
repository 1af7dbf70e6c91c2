-- Invoices that stand and have billed these subjects, or any that begin like this; what a credit note gave back is billed no more.
SELECT DISTINCT c.key AS subject, i.number
FROM facts_claim c
JOIN documents_document i ON i.client_id = c.client_id AND i.id = c.document_id
WHERE c.what = 'receivables.billed' AND c.quantity > 0 AND c.reverses_id IS NULL
    AND NOT EXISTS (SELECT FROM facts_claim b WHERE b.client_id = c.client_id AND b.reverses_id = c.id)
    AND NOT EXISTS (
        SELECT FROM facts_claim b
        WHERE b.client_id = c.client_id AND b.what = c.what AND b.key = c.key AND b.quantity < 0 AND b.reverses_id IS NULL AND b.id > c.id
            AND NOT EXISTS (SELECT FROM facts_claim t WHERE t.client_id = b.client_id AND t.reverses_id = b.id)
    )
    AND (c.key = ANY(%(subjects)s::text[]) OR c.key LIKE ANY(%(begins)s::text[]))
ORDER BY i.number
