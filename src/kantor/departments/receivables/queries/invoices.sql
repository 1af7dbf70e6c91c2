-- Invoices of ours that took effect, by their vouchers, with what they say, what may still be credited or taken off, and of down payments their
-- credit notes.
SELECT d.id AS document_id, d.number, d.party_id, r.content, c.what, c.total - c.claimed AS rest, coalesce(n.credits, '[]'::jsonb) AS credits
FROM (
    SELECT asked.number, m[1] AS series, m[2]::integer AS year, m[3]::bigint AS voucher
    FROM unnest(%(numbers)s::text[]) AS asked (number)
    CROSS JOIN LATERAL regexp_match(asked.number, '^([A-Z]+)-([0-9]{4})-([0-9]{6,18})$') AS found (m)
    WHERE m IS NOT NULL
) v
JOIN ledger_entry e ON e.series = v.series AND e.year = v.year AND e.voucher = v.voucher
JOIN documents_document d ON d.client_id = e.client_id AND d.id = e.document_id AND d.number = v.number
    AND documents_way(d.type, d.seen_by) = 'receivables.customer_invoice' AND d.state = 'effective'
JOIN documents_reading r ON r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version
LEFT JOIN facts_capacity c ON c.client_id = d.client_id AND c.key = d.id::text AND c.what = CASE WHEN e.series = 'SD'
    THEN 'customer_invoice.taken_off' ELSE 'customer_invoice.credited' END
LEFT JOIN LATERAL (
    SELECT jsonb_agg(s.content ORDER BY x.id) AS credits
    FROM facts_claim m
    JOIN documents_document x ON x.client_id = m.client_id AND x.id = m.document_id AND x.state = 'effective'
    JOIN documents_reading s ON s.client_id = x.client_id AND s.document_id = x.id AND s.version = x.reading_version
    WHERE m.client_id = c.client_id AND c.what = 'customer_invoice.taken_off' AND m.what = c.what AND m.key = c.key AND m.quantity > 0
        AND s.content -> 'values' -> 'type_code' ->> 0 IN ('381', '384')
) n ON true
ORDER BY d.id
