-- Clients with lines in the suspense account and open items newer than the newest at which these were looked at.
SELECT mine.client_id, 1 AS items
FROM unnest(%(clients)s::integer[]) AS mine (client_id)
LEFT JOIN treasury_rematching r ON r.client_id = mine.client_id
CROSS JOIN LATERAL (
    SELECT o.id FROM ledger_open_item o WHERE o.client_id = mine.client_id ORDER BY o.id DESC LIMIT 1
) newest
WHERE newest.id > coalesce(r.open_item_id, 0) AND EXISTS (
    SELECT FROM treasury_statement_line l WHERE l.client_id = mine.client_id AND l.state = 'suspense' AND l.reversed_by IS NULL
)
