-- A page of contracts and orders that stand and may have something due by a day, from a customer's name on and behind the last page, with the
-- language of their customers and the changes of each. Orders of which all is billed are left out.
SELECT d.id, d.type, d.number, d.party_id, d.party_name, coalesce(p.language, '') AS language, r.content, coalesce(c.changes, '[]'::jsonb) AS changes
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
    AND documents_way(d.type, d.seen_by) IN ('receivables.contract', 'receivables.sales_order') AND d.state = 'effective'
    AND d.document_on <= %(on)s::date
    AND (d.party_name, d.number, d.id) > (%(begins)s::text, %(number)s::text, %(id)s::bigint)
    AND CASE
        WHEN d.type = 'receivables.contract' THEN true
        WHEN r.content -> 'values' -> 'billed' ->> 0 = 'at_once' THEN EXISTS (
            SELECT FROM jsonb_array_elements(r.content -> 'tables' -> 'lines') AS l (cells)
            WHERE NOT EXISTS (
                SELECT FROM facts_capacity f WHERE f.client_id = d.client_id AND f.what = 'receivables.billed' AND f.claimed > 0
                    AND f.key = 'contract:' || d.id || ':' || (l.cells -> 'line' ->> 0) || ':once'
            )
        )
        ELSE (coalesce(r.content -> 'values' -> 'down_payment' ->> 0, '') ~ '[1-9]' AND NOT EXISTS (
            SELECT FROM facts_capacity f WHERE f.client_id = d.client_id AND f.what = 'receivables.billed' AND f.claimed > 0
                AND f.key = 'contract:' || d.id || ':down_payment:once'
        )) OR EXISTS (
            SELECT FROM documents_document u
            JOIN documents_reading v ON v.client_id = u.client_id AND v.document_id = u.id AND v.version = u.reading_version
            CROSS JOIN LATERAL jsonb_array_elements(v.content -> 'tables' -> 'lines') WITH ORDINALITY AS l (cells, place)
            WHERE u.client_id = d.client_id AND u.number = d.number AND u.type = 'receivables.usage_report' AND u.state = 'effective'
                AND NOT EXISTS (
                    SELECT FROM facts_capacity f WHERE f.client_id = u.client_id AND f.what = 'receivables.billed' AND f.claimed > 0
                        AND f.key = 'delivered:' || u.id || ':' || (l.place - 1)
                )
        )
    END
ORDER BY d.party_name, d.number, d.id
LIMIT %(most)s
