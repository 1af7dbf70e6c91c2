-- What each of these customers, and those merged with them, ordered to be billed on delivery and may not be wholly billed, the newest first, at
-- most so many of each, with whose they are. Orders of which all is billed are left out.
SELECT a.party_id AS asked, l.*
FROM unnest(%(customers)s::bigint[]) AS a (party_id)
CROSS JOIN LATERAL (
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
    AND documents_way(d.type, d.seen_by) IN ('receivables.contract', 'receivables.sales_order') AND d.state = 'effective'
        AND d.party_id = ANY(ARRAY(SELECT own.id FROM parties_family(a.party_id) AS own (id)))
        AND CASE
            WHEN d.type = 'receivables.contract' THEN r.content -> 'values' -> 'rhythm' ->> 0 = 'on_delivery'
            WHEN r.content -> 'values' -> 'billed' ->> 0 = 'at_once' THEN EXISTS (
                SELECT FROM jsonb_array_elements(r.content -> 'tables' -> 'lines') AS l (cells)
                WHERE NOT EXISTS (
                    SELECT FROM facts_capacity f WHERE f.client_id = d.client_id AND f.what = 'receivables.billed' AND f.claimed > 0
                        AND f.key = 'contract:' || d.id || ':' || (l.cells -> 'line' ->> 0) || ':once'
                )
            )
            ELSE EXISTS (
                SELECT FROM jsonb_array_elements(r.content -> 'tables' -> 'lines') AS l (cells)
                WHERE CASE WHEN l.cells -> 'quantity' ->> 0 ~ '^[0-9]+([.][0-9]+)?$' THEN (l.cells -> 'quantity' ->> 0)::numeric > (
                    SELECT coalesce(sum(CASE WHEN s.cells -> 'quantity' ->> 0 ~ '^[0-9]+([.][0-9]+)?$' THEN (s.cells -> 'quantity' ->> 0)::numeric END), 0)
                    FROM documents_document u
                    JOIN documents_reading v ON v.client_id = u.client_id AND v.document_id = u.id AND v.version = u.reading_version
                    CROSS JOIN LATERAL jsonb_array_elements(v.content -> 'tables' -> 'lines') WITH ORDINALITY AS s (cells, place)
                    WHERE u.client_id = d.client_id AND u.number = d.number AND u.type = 'receivables.usage_report' AND u.state = 'effective'
                        AND s.cells -> 'line' ->> 0 = l.cells -> 'line' ->> 0
                        AND EXISTS (
                            SELECT FROM facts_capacity f WHERE f.client_id = u.client_id AND f.what = 'receivables.billed' AND f.claimed > 0
                                AND f.key = 'delivered:' || u.id || ':' || (s.place - 1)
                        )
                ) ELSE true END
            )
        END
    ORDER BY d.id DESC LIMIT %(most)s
) l
