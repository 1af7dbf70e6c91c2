-- Contracts and orders of these numbers that stand, with the language of their customers and the changes of each, the oldest first.
SELECT d.id, d.type, d.number, d.party_id, coalesce(p.language, '') AS language, r.content, coalesce(c.changes, '[]'::jsonb) AS changes
FROM documents_document d
JOIN documents_reading r ON r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version
LEFT JOIN parties_party p ON p.client_id = d.client_id AND p.id = d.party_id
LEFT JOIN LATERAL (
    SELECT jsonb_agg(s.content ORDER BY x.id) AS changes
    FROM documents_document x
    JOIN documents_reading s ON s.client_id = x.client_id AND s.document_id = x.id AND s.version = x.reading_version
    WHERE x.client_id = d.client_id AND x.type = 'receivables.contract_change'
        AND documents_way(x.type, x.seen_by) = 'receivables.contract_change'
        AND x.state = 'effective' AND x.number = d.number
) c ON true
WHERE d.type IN ('receivables.contract', 'receivables.sales_order')
    AND documents_way(d.type, d.seen_by) IN ('receivables.contract', 'receivables.sales_order') AND d.state = 'effective' AND d.number = ANY(%(numbers)s::text[])
ORDER BY d.party_name, d.number, d.id
