-- A page of confirmed orders, the newest first, with what they say and whose they are.
SELECT d.id, d.client_id, d.number, d.currency, d.document_on AS ordered_on, r.content, p.id AS party_id, coalesce(p.name, d.party_name) AS party_name
FROM unnest(%(clients)s::integer[]) AS mine (client_id)
CROSS JOIN LATERAL (
    SELECT * FROM documents_document o
    WHERE o.client_id = mine.client_id AND documents_way(o.type, o.seen_by) = 'receivables.sales_order' AND o.state = 'effective'
        AND o.id <= %(until)s::bigint AND (%(order)s::text = '' OR o.number = %(order)s::text)
        AND (%(party)s::bigint IS NULL OR o.party_id = ANY(ARRAY(SELECT own.id FROM parties_family(%(party)s::bigint) AS own (id))))
    ORDER BY o.id DESC LIMIT %(limit)s::bigint
) d
JOIN documents_reading r ON r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version
LEFT JOIN parties_party b ON b.client_id = d.client_id AND b.id = d.party_id
LEFT JOIN parties_party p ON p.client_id = b.client_id AND p.id = coalesce(b.lead_id, b.id)
ORDER BY d.id DESC
LIMIT %(limit)s::bigint
