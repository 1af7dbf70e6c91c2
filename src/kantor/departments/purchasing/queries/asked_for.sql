-- What orders that nobody decided on yet ask for, by account and cost centre, each with its currency ('' for that of the books) and the rate that
-- was typed.
SELECT l.cells -> 'account' ->> 0 AS account, coalesce(l.cells -> 'cost_centre' ->> 0, '') AS cost_centre,
    l.cells -> 'quantity' ->> 0 AS quantity, l.cells -> 'price' ->> 0 AS price, CASE WHEN c.currency = d.currency THEN '' ELSE d.currency END AS currency,
    coalesce(r.content -> 'values' -> 'exchange_rate' ->> 0, '') AS rate
FROM documents_document d
JOIN access_client c ON c.id = d.client_id
JOIN documents_reading r ON r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version
CROSS JOIN LATERAL jsonb_array_elements(r.content -> 'tables' -> 'lines') AS l (cells)
WHERE documents_way(d.type, d.seen_by) = 'purchasing.purchase_order'
    AND d.state IN ('received', 'read', 'waiting', 'ready') AND l.cells -> 'account' ->> 0 <> ''
