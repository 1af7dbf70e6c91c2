-- A page of order lines, the newest first, with what has come and what has been invoiced of each.
SELECT l.id, l.client_id, l.document_id, p.id AS party_id, p.name AS party_name, l.order_number, l.line, l.article, l.name, l.unit, l.ordered,
    l.received, coalesce(c.claimed, 0) AS invoiced, l.price, l.currency, l.ordered_on, l.closed_on
FROM unnest(%(clients)s::integer[]) AS mine (client_id)
CROSS JOIN LATERAL (
    SELECT * FROM purchasing_order_line o
    WHERE o.client_id = mine.client_id AND o.id < %(before)s::bigint AND (%(party)s::bigint IS NULL OR o.party_id = ANY(ARRAY(SELECT own.id FROM parties_family(%(party)s::bigint) AS own (id))))
        AND (%(order)s::text = '' OR o.order_number = %(order)s::text)
    ORDER BY o.id DESC LIMIT %(limit)s::bigint
) l
LEFT JOIN parties_party b ON b.client_id = l.client_id AND b.id = l.party_id
LEFT JOIN parties_party p ON p.client_id = b.client_id AND p.id = coalesce(b.lead_id, b.id)
LEFT JOIN facts_capacity c ON c.client_id = l.client_id AND c.what = 'order_line.invoiced' AND c.key = l.id::text
ORDER BY l.id DESC
LIMIT %(limit)s::bigint
