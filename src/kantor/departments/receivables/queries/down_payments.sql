-- Down payments of these customers and of those merged with them that are not wholly taken off or credited, the oldest first, at most 50 of each.
SELECT a.party_id AS asked, l.*
FROM unnest(%(customers)s::bigint[]) AS a (party_id)
CROSS JOIN LATERAL (
    SELECT d.id AS document_id, d.number, d.party_id, r.content, c.total - c.claimed AS rest, coalesce(n.credits, '[]'::jsonb) AS credits
    FROM facts_capacity c
    JOIN documents_document d ON d.client_id = c.client_id AND d.id = c.key::bigint AND d.state = 'effective'
    JOIN documents_reading r ON r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version
    LEFT JOIN LATERAL (
        SELECT jsonb_agg(s.content ORDER BY x.id) AS credits
        FROM facts_claim m
        JOIN documents_document x ON x.client_id = m.client_id AND x.id = m.document_id AND x.state = 'effective'
        JOIN documents_reading s ON s.client_id = x.client_id AND s.document_id = x.id AND s.version = x.reading_version
        WHERE m.client_id = c.client_id AND m.what = c.what AND m.key = c.key AND m.quantity > 0
            AND s.content -> 'values' -> 'type_code' ->> 0 IN ('381', '384')
    ) n ON true
    WHERE c.what = 'customer_invoice.taken_off' AND c.claimed < c.total
        AND d.party_id = ANY(ARRAY(SELECT own.id FROM parties_family(a.party_id) AS own (id)))
    ORDER BY d.id LIMIT 50
) l
